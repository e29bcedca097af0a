package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.NOON;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is thought of a worker outlives the orchestrator. */
class StandingStoreTest {
    private static final Standing GOOD = new Standing(555, 91, 1, null);
    private static final Standing LIAR = GOOD.disagreed("chunk 3: row 0 is off", NOON);

    @TempDir
    Path folder;

    @Test
    void it_is_there_when_the_same_identity_comes_back_after_a_restart_and_not_for_a_new_one() {
        WorkerIdentity first;
        try (SqlJobStore store = open()) {
            first = store.identify(null, null, "Ada", NOON);
            assertThat(first.standing()).isEqualTo(Standing.NEWCOMER);
            store.commit(List.of(Facts.enlisted(first.id(), "Ada", NOON), judged(first.id(), LIAR)));
        }
        try (SqlJobStore store = open()) {
            String secret = Objects.requireNonNull(first.newSecret());
            assertThat(store.identify(first.id().value(), secret, "Ada", NOON).standing())
                    .isEqualTo(LIAR);
            assertThat(store.identify(first.id().value(), "wrong", "Ada", NOON).standing())
                    .isEqualTo(Standing.NEWCOMER);
        }
    }

    @Test
    void of_one_transaction_the_last_word_counts_whichever_kind_of_fact_says_it() {
        try (SqlJobStore store = open()) {
            WorkerId a = store.identify(null, null, "A", NOON).id();
            WorkerId b = store.identify(null, null, "B", NOON).id();
            store.commit(List.of(
                    credited(a, GOOD),
                    judged(b, LIAR),
                    judged(a, LIAR),
                    credited(b, GOOD),
                    judged(b, LIAR.released())));
            assertThat(store.standing(a)).contains(LIAR);
            assertThat(store.standing(b)).contains(LIAR.released());
        }
    }

    @Test
    void a_quarantine_that_only_the_operator_ends_has_no_probation() {
        Standing byHand = new Standing(100, 0, 0, new Quarantine(NOON, "it looked strange", null, 0));
        try (SqlJobStore store = open()) {
            WorkerId worker = store.identify(null, null, "A", NOON).id();
            store.commit(List.of(judged(worker, byHand)));
            assertThat(store.standing(worker)).contains(byHand);
        }
    }

    @Test
    void of_an_id_that_was_never_given_nothing_is_known() {
        try (SqlJobStore store = open()) {
            assertThat(store.standing(new WorkerId("nobody"))).isEmpty();
        }
    }

    private SqlJobStore open() {
        return SqlJobStore.open(folder.resolve("brain.db"), NOON);
    }

    private static Fact judged(WorkerId worker, Standing standing) {
        return new Fact.WorkerJudged(worker, standing, NOON);
    }

    private static Fact credited(WorkerId worker, Standing standing) {
        return new Fact.WorkerCredited(worker, 1, 1, standing, NOON);
    }
}
