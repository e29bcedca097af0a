package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.distributedbrain.persist.Facts.NOON;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {
    @TempDir
    Path folder;

    private SqlJobStore store;

    @BeforeEach
    void open() {
        store = SqlJobStore.open(folder.resolve("brain.db"), NOON);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private StoredToken token(String name) {
        return new StoredToken(
                "id of " + name, name, "submit", TokenStore.hash("secret of " + name), 5, 50, NOON, null, null);
    }

    @Test
    void tokens_outlive_a_restart_in_the_order_of_their_names() {
        store.tokens().add(token("lab"));
        store.tokens().add(token("attic"));
        store.tokens().used("id of lab", NOON.plusSeconds(60));
        store.close();
        open();
        assertThat(store.tokens().all()).extracting(StoredToken::name).containsExactly("attic", "lab");
        assertThat(store.tokens().all().getLast().lastUsedAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(store.tokens().all().getFirst()).isEqualTo(token("attic"));
        store.tokens().remove("id of lab");
        assertThat(store.tokens().all()).hasSize(1);
    }

    @Test
    void a_name_is_given_once() {
        store.tokens().add(token("lab"));
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> store.tokens().add(token("lab")))
                .withMessageContaining("a token called 'lab' already");
    }

    @Test
    void unfinished_jobs_are_counted_by_their_owner() {
        var first = Facts.newJob();
        var second = Facts.newJob();
        store.commit(List.of(Facts.accepted(first, NOON), Facts.accepted(second, NOON)));
        store.tokens().own(first, "lab");
        assertThat(store.tokens().owner(first)).contains("lab");
        assertThat(store.tokens().owner(second)).isEmpty();
        assertThat(store.tokens().unfinished("lab")).isEqualTo(1);
        assertThat(store.tokens().unfinished("attic")).isZero();
        store.commit(List.of(new Fact.JobCancelled(first, NOON)));
        assertThat(store.tokens().unfinished("lab")).isZero();
        assertThat(store.tokens().owner(first)).contains("lab");
    }

    @Test
    void the_database_has_no_token_only_its_hash() throws Exception {
        var secret = TokenStore.random();
        store.tokens().add(new StoredToken("id", "lab", "read", TokenStore.hash(secret), 5, 50, NOON, null, null));
        store.close();
        var bytes = new String(Files.readAllBytes(folder.resolve("brain.db")), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(TokenStore.hash(secret)).doesNotContain(secret);
        open();
    }
}
