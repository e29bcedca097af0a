package org.distributedbrain.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.distributedbrain.tunnel.Tunnel.News;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentLogTest {

    @Test
    void a_started_tunnel_or_endpoint_gives_the_address_without_a_path() {
        assertThat(AgentLog.read(FakeNgrok.UP)).contains(new News.Up(URI.create(FakeNgrok.URL)));
        assertThat(AgentLog.read("lvl=info msg=\"started endpoint\" name=brain url=https://brain.ngrok.dev/"))
                .contains(new News.Up(URI.create("https://brain.ngrok.dev")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lvl=info msg=\"no configuration paths supplied\"",
                "t=2026-08-10 lvl=info msg=\"client session established\" obj=tunnels.session",
                "lvl=info msg=\"join connections\" obj=join id=7f3a l=127.0.0.1:7676 r=1.2.3.4:55",
                "lvl=info msg=\"started tunnel\" obj=tunnels addr=//localhost:4444 url=tcp://0.tcp.jp.ngrok.io:10936",
                "lvl=info msg=\"started tunnel\" url=https://",
                "lvl=warn msg=\"failed to check for update\" obj=updater err=\"dial tcp: i/o timeout\"",
                "lvl=eror msg=\"something that passes\" err=\"connection reset by peer\"",
                "\"unbalanced",
                "",
                "ngrok - tunnel local ports"
            })
    void other_lines_change_nothing(String line) {
        assertThat(AgentLog.read(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lvl=eror msg=\"failed to reconnect session\" obj=csess err=\"dial tcp: i/o timeout\" | NO_NETWORK",
                "lvl=eror msg=\"failed to reconnect session\" err=\"tls: failed to verify certificate: x509: unknown authority\" | INTERCEPTED",
                "lvl=eror msg=\"session closed, starting reconnect loop\" obj=csess err=\"session closed\" | OTHER",
                "lvl=eror msg=\"session closed, starting reconnect loop\" obj=csess err=\"read tcp: connection timed out\" | NO_NETWORK"
            })
    void what_may_pass_is_an_interruption(String line, Kind kind) {
        assertThat(AgentLog.read(line))
                .get()
                .isInstanceOfSatisfying(
                        News.Interrupted.class,
                        news -> assertThat(news.why().kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lvl=eror msg=\"failed to reconnect session\" err=\"authentication failed: … does not look like a proper ngrok authtoken. ERR_NGROK_105\" | BAD_TOKEN",
                "lvl=eror msg=\"failed to reconnect session\" err=\"Usage of ngrok requires a verified account and authtoken. ERR_NGROK_4018\" | NO_TOKEN",
                "lvl=eror msg=\"failed to reconnect session\" err=\"Your account is limited to 1 simultaneous ngrok agent sessions. ERR_NGROK_108\" | SESSION_LIMIT",
                "lvl=eror msg=\"failed to reconnect session\" err=\"Your account is limited to 1 simultaneous ngrok agent sessions.\" | SESSION_LIMIT",
                "lvl=eror msg=\"terminating with error\" obj=app err=\"Your ngrok-agent version is too old. ERR_NGROK_121\" | OLD_AGENT",
                "lvl=crit msg=\"command failed\" err=\"The endpoint is already online. ERR_NGROK_334\" | ADDRESS_TAKEN",
                "lvl=eror msg=\"failed to start tunnel\" err=\"bandwidth limit. ERR_NGROK_725\" | PLAN_LIMIT",
                "ERROR:  authentication failed: The authtoken is not valid. ERR_NGROK_107 | BAD_TOKEN"
            })
    void what_somebody_has_to_mend_is_the_end(String line, Kind kind) {
        assertThat(AgentLog.read(line)).get().isInstanceOfSatisfying(News.Ended.class, news -> {
            assertThat(news.why().kind()).isEqualTo(kind);
            assertThat(news.why().sentence()).contains(":").endsWith(".");
        });
    }

    @Test
    void an_error_that_is_not_known_is_named_by_its_number_alone() {
        assertThat(AgentLog.read("lvl=eror msg=\"failed to reconnect session\" err=\"secret 2abc ERR_NGROK_9999\""))
                .get()
                .isInstanceOfSatisfying(
                        News.Interrupted.class,
                        news -> assertThat(news.why().sentence())
                                .contains("err_ngrok_9999")
                                .doesNotContain("2abc"));
    }
}
