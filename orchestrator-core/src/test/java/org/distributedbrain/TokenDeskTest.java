package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.persist.SqlJobStore;
import org.distributedbrain.server.Principal;
import org.distributedbrain.server.Scope;
import org.distributedbrain.server.TokenSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenDeskTest {
    @TempDir
    Path temp;

    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOON);
    private DataFolder folder;
    private SqlJobStore store;
    private TokenDesk desk;

    @BeforeEach
    void open() {
        folder = DataFolder.open(DataPaths.in(temp));
        store = SqlJobStore.open(folder.database(), Samples.NOON);
        desk = new TokenDesk(folder, store.tokens(), now::get);
    }

    @AfterEach
    void close() {
        store.close();
        folder.close();
    }

    private static TokenSpec spec(@Nullable Duration expires) {
        return new TokenSpec("lab", Scope.SUBMIT, 5, 50, expires);
    }

    @Test
    void a_token_is_known_after_a_restart_and_not_after_it_was_revoked() {
        var secret = desk.create(spec(null)).secret();
        assertThat(desk.holder(secret)).contains(new Principal("lab", Scope.SUBMIT, 5, 50));
        close();
        open();
        assertThat(desk.holder(secret)).isPresent();
        assertThat(desk.holder(secret + "x")).isEmpty();
        desk.revoke("lab");
        assertThat(desk.holder(secret)).isEmpty();
        close();
        open();
        assertThat(desk.holder(secret)).isEmpty();
    }

    @Test
    void a_token_ends_when_its_time_is_over() {
        var secret = desk.create(spec(Duration.ofDays(30))).secret();
        now.set(Samples.NOON.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(desk.holder(secret)).isPresent();
        now.set(Samples.NOON.plus(Duration.ofDays(30)));
        assertThat(desk.holder(secret)).isEmpty();
    }

    @Test
    void when_it_was_last_used_is_known_to_a_minute() {
        var secret = desk.create(spec(null)).secret();
        assertThat(desk.all().getFirst().lastUsedAt()).isNull();
        desk.holder(secret);
        assertThat(desk.all().getFirst().lastUsedAt()).isEqualTo(Samples.NOON);
        now.set(Samples.NOON.plusSeconds(59));
        desk.holder(secret);
        assertThat(desk.all().getFirst().lastUsedAt()).isEqualTo(Samples.NOON);
        now.set(Samples.NOON.plusSeconds(60));
        desk.holder(secret);
        assertThat(desk.all().getFirst().lastUsedAt()).isEqualTo(Samples.NOON.plusSeconds(60));
    }

    @Test
    void the_operator_is_known_by_the_token_in_the_data_folder_as_it_is_now() {
        var old = folder.operatorToken();
        assertThat(desk.holder(old)).contains(Principal.OPERATOR);
        var renewed = desk.renewOperator();
        assertThat(desk.holder(old)).isEmpty();
        assertThat(desk.holder(renewed)).contains(Principal.OPERATOR);
        close();
        open();
        assertThat(desk.holder(renewed)).contains(Principal.OPERATOR);
    }
}
