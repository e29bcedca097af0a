package org.distributedbrain.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "PORT, 0",
                "PORT, 65535",
                "PORT, 8080",
                "HOST, 127.0.0.1",
                "HOST, ::1",
                "HOST, my-laptop.local",
                "PUBLIC_URL, https://brain.example.org",
                "PUBLIC_URL, http://10.0.0.7:8080/",
                "ALLOWED_ORIGINS, *",
                "ALLOWED_ORIGINS, \"https://a.example, http://b.example:3000\"",
                "DATABASE, /var/lib/brain.db"
            })
    void what_can_be_used_is_left_alone(Setting setting, String value) {
        assertThat(Check.of(setting, "It", value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 65536",
        "PORT, -1",
        "PORT, http",
        "HOST, my laptop",
        "HOST, http://127.0.0.1",
        "PUBLIC_URL, brain.example.org",
        "PUBLIC_URL, ftp://brain.example.org",
        "PUBLIC_URL, https://brain.example.org/path",
        "PUBLIC_URL, https://",
        "ALLOWED_ORIGINS, example.org",
        "ALLOWED_ORIGINS, https://example.org/path"
    })
    void what_cannot_is_said_with_its_value_and_a_way_out(Setting setting, String value) {
        assertThat(Check.of(setting, "It", value))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).startsWith("It ").contains(value).containsAnyOf("use ", "write "));
    }
}
