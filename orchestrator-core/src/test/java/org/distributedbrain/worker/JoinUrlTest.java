package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://192.168.0.7:8420/join#k, 192.168.0.7, 8420, false",
        "HTTPS://grid.example/join#k, grid.example, 443, true",
        "ws://grid.example#k, grid.example, 80, false",
        "wss://grid.example:99/#k, grid.example, 99, true",
        "grid.example:8420#k, grid.example, 8420, false",
        "localhost:8420/join#k, localhost, 8420, false",
        "'  http://[::1]:8420/join#k ', ::1, 8420, false"
    })
    void links_in_every_form_are_understood(String text, String host, int port, boolean tls) {
        assertThat(JoinUrl.parse(text)).isEqualTo(new JoinUrl(host, port, tls, "k"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://host:1/join | has no join key after '#'",
                "http://host:1/join# | has no join key after '#'",
                "ftp://host/join#k | none of http, https, ws and wss",
                "http://host:70000/join#k | ports are 1 to 65535",
                "http:///join#k | names no host",
                "http://host/api/v1#k | leads to '/api/v1' instead of '/join'",
                "http://host/join?x=1#k | has a part that a join link does not have",
                "http://ho st/join#k | is not an address",
                "'' | is not an address"
            })
    void what_is_no_link_gets_a_sentence_without_the_key(String text, String words) {
        assertThatThrownBy(() -> JoinUrl.parse(text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("#k");
    }

    @Test
    void the_key_is_not_in_its_text() {
        assertThat(JoinUrl.parse("http://[::1]:5/join#secret")).hasToString("http://[::1]:5/join");
    }
}
