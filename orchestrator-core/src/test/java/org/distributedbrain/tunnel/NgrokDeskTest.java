package org.distributedbrain.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.tunnel.TunnelKeeper.LocalEnd;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelView.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class NgrokDeskTest {
    private static final String TOKEN = "2abcDEFghiJKLmnoPQRstuVWXyz_0123456789";

    @TempDir
    Path folder;

    private FakeNgrok ngrok;
    private final AtomicBoolean open = new AtomicBoolean();
    private TunnelSettings settings;
    private NgrokDesk desk;

    @BeforeEach
    void place() throws IOException {
        ngrok = FakeNgrok.in(folder.resolve("bin"));
        settings = new TunnelSettings(TOKEN, 1_000_000_000, List.of(folder.resolve("bin")));
        desk = desk(Duration.ofMillis(1));
    }

    @AfterEach
    void close() {
        desk.close();
        assertThat(ngrok.runs()).as("an agent outlived the desk").isFalse();
    }

    private NgrokDesk desk(Duration firstPause) {
        LocalEnd end = new LocalEnd() {
            @Override
            public int open() {
                open.set(true);
                return 4321;
            }

            @Override
            public void close() {
                open.set(false);
            }
        };
        InstantSource clock = InstantSource.system();
        return new NgrokDesk(
                folder.resolve("tunnel"),
                end,
                () -> settings,
                new UsageMeter(folder.resolve("usage"), clock),
                clock,
                firstPause);
    }

    private void awaits(State state) {
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.view().state() == state);
    }

    private TunnelProblem problem() {
        return Objects.requireNonNull(desk.view().problem());
    }

    @Test
    void a_tunnel_is_on_when_the_agent_says_its_address_and_off_when_it_is_stopped() {
        assertThat(desk.view().state()).isEqualTo(State.OFF);
        assertThat(desk.start(false).state()).isEqualTo(State.STARTING);
        ngrok.say(FakeNgrok.ESTABLISHED, FakeNgrok.UP);
        awaits(State.ON);
        assertThat(desk.view().url()).isEqualTo(URI.create(FakeNgrok.URL));
        assertThat(open).isTrue();
        assertThat(desk.start(false).state()).as("wanted already").isEqualTo(State.ON);
        assertThat(ngrok.processes()).hasSize(1);

        assertThat(desk.stop().state()).isEqualTo(State.OFF);
        assertThat(ngrok.runs()).isFalse();
        assertThat(open).isFalse();
        assertThat(desk.view().url()).isNull();
    }

    @Test
    void the_token_reaches_the_agent_by_a_file_for_its_owner_alone_and_nobody_can_look_at_what_goes_through() {
        desk.start(false);
        ngrok.say(FakeNgrok.UP);
        awaits(State.ON);
        assertThat(ngrok.arguments()).hasSize(1).first().asString().doesNotContain(TOKEN);
        assertThat(ngrok.config()).contains("authtoken: \"" + TOKEN + "\"", "web_addr: false", "inspect_db_size: -1");
        assertThat(ngrok.permissions()).isEqualTo("-rw-------");
        assertThat(ngrok.port()).isEqualTo(4321);
        assertThat(settings.toString()).doesNotContain(TOKEN);
    }

    @Test
    void without_a_token_or_an_agent_it_fails_and_says_what_to_do() {
        TunnelSettings complete = settings;
        settings = new TunnelSettings(null, 0, complete.programs());
        desk.start(false);
        awaits(State.FAILED);
        assertThat(problem().kind()).isEqualTo(Kind.NO_TOKEN);
        assertThat(problem().sentence()).contains("Settings", "NGROK_AUTHTOKEN", "your-authtoken");

        settings = new TunnelSettings(TOKEN, 0, List.of(folder.resolve("nowhere")));
        desk.start(false);
        await().until(() -> desk.view().problem() != null && problem().kind() == Kind.NO_AGENT);
        assertThat(problem().sentence()).contains("install it", "--fetch");

        settings = new TunnelSettings("two words: \"oops", 0, complete.programs());
        desk.start(false);
        await().until(() -> desk.view().problem() != null && problem().kind() == Kind.BAD_TOKEN);
        assertThat(problem().sentence()).doesNotContain("oops");
        assertThat(ngrok.processes()).isEmpty();

        settings = complete;
        desk.start(false);
        ngrok.say(FakeNgrok.UP);
        awaits(State.ON);
    }

    @Test
    void what_the_person_has_to_mend_ends_the_agent_and_is_said_without_what_the_agent_said() {
        desk.start(false);
        ngrok.say(FakeNgrok.failed(
                "authentication failed: The authtoken you specified is properly formed, but it is invalid.\\n"
                        + "Your authtoken: " + TOKEN + "\\n\\nERR_NGROK_107\\n"));
        awaits(State.FAILED);
        assertThat(problem().kind()).isEqualTo(Kind.BAD_TOKEN);
        assertThat(problem().sentence())
                .contains("ERR_NGROK_107", "copy it again")
                .doesNotContain(TOKEN);
        await().until(() -> !ngrok.runs());
        await().untilFalse(open);
    }

    @Test
    void while_the_internet_is_away_it_waits_for_it_and_is_on_again_by_itself() {
        desk.start(false);
        ngrok.say(FakeNgrok.failed(
                "failed to dial ngrok server with address \\\"connect.ngrok-agent.com:443\\\": dial tcp:"
                        + " lookup connect.ngrok-agent.com: no such host"));
        awaits(State.RECONNECTING);
        assertThat(problem().kind()).isEqualTo(Kind.NO_NETWORK);
        assertThat(problem().sentence()).contains("connected to the internet");
        ngrok.say(FakeNgrok.ESTABLISHED, FakeNgrok.UP);
        awaits(State.ON);
        ngrok.say("lvl=eror msg=\"session closed, starting reconnect loop\" obj=csess id=d3 err=\"session closed\"");
        awaits(State.RECONNECTING);
        assertThat(desk.view().url()).isNull();
        ngrok.say(FakeNgrok.UP);
        awaits(State.ON);
        assertThat(ngrok.processes()).hasSize(1);
    }

    @Test
    void an_agent_that_is_killed_is_started_again() {
        desk.start(false);
        ngrok.say(FakeNgrok.UP);
        awaits(State.ON);
        long first = ngrok.processes().getFirst();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await().until(() -> ngrok.processes().size() == 2);
        awaits(State.ON);
        assertThat(ngrok.runs(first)).isFalse();
        desk.stop();
        assertThat(ngrok.runs()).isFalse();
    }

    @Test
    void one_that_ends_as_soon_as_it_begins_is_given_up() throws IOException {
        ngrok = FakeNgrok.in(folder.resolve("bin"), "exit 1");
        desk.start(false);
        awaits(State.FAILED);
        assertThat(problem().kind()).isEqualTo(Kind.AGENT_ENDED);
        assertThat(ngrok.processes()).hasSize(5);
    }

    @Test
    void one_that_will_not_go_is_made_to_go() throws IOException {
        ngrok = FakeNgrok.in(
                folder.resolve("bin"), "trap '' TERM; echo '" + FakeNgrok.UP + "'; while :; do sleep 1; done");
        desk.start(false);
        awaits(State.ON);
        desk.stop();
        assertThat(ngrok.runs()).isFalse();
    }

    @Test
    void a_tunnel_that_is_stopped_while_it_pauses_stays_off() throws IOException {
        desk.close();
        desk = desk(Duration.ofHours(1));
        ngrok = FakeNgrok.in(folder.resolve("bin"), "exit 1");
        desk.start(false);
        awaits(State.RECONNECTING);
        assertThat(desk.stop().state()).isEqualTo(State.OFF);
        assertThat(desk.view().problem()).isNull();
        assertThat(ngrok.processes()).hasSize(1);
    }

    @Test
    void settings_that_cannot_be_used_are_told_of() {
        desk.close();
        InstantSource clock = InstantSource.system();
        desk = new NgrokDesk(
                folder.resolve("tunnel"),
                new LocalEnd() {
                    @Override
                    public int open() {
                        throw new IllegalStateException("not reached");
                    }

                    @Override
                    public void close() {}
                },
                () -> {
                    throw new BadInput("'tunnel-allowance' is 'much': use a number of GB.");
                },
                new UsageMeter(folder.resolve("usage"), clock),
                clock);
        desk.start(false);
        awaits(State.FAILED);
        assertThat(problem().sentence()).isEqualTo("'tunnel-allowance' is 'much': use a number of GB.");
    }

    @Test
    void listeners_hear_how_it_is_and_how_it_comes_to_be_otherwise() {
        List<State> heard = new CopyOnWriteArrayList<>();
        try (TunnelControl.Subscription _ = desk.subscribe(view -> heard.add(view.state()))) {
            await().until(() -> heard.contains(State.OFF));
            desk.start(false);
            ngrok.say(FakeNgrok.UP);
            await().until(() -> heard.contains(State.ON));
        }
        desk.stop();
        assertThat(heard).startsWith(State.OFF).endsWith(State.ON);
    }
}
