package org.distributedbrain.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.distributedbrain.certificate.CertifiedJobs.Certified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and files in which something small is different, or which never were any. */
@ExtendWith(CertifiedJobs.Provider.class)
class DamageTest {

    @ParameterizedTest
    @ValueSource(strings = {"product", "quorum:2/2"})
    void every_flipped_bit_of_a_certificate_is_found(String name, CertifiedJobs jobs) {
        byte[] text = jobs.get(name).signed().bytes();
        Random random = new Random(1);
        List<String> unnoticed = new ArrayList<>();
        for (int at = 0; at < text.length; at++) {
            byte[] flipped = text.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            try {
                SignedCertificate.read(flipped);
                unnoticed.add(new String(flipped, Math.max(0, at - 20), 21, StandardCharsets.UTF_8) + " for "
                        + (char) text[at]);
            } catch (Misfit e) {
                assertThat(e.getMessage()).endsWith(".").hasLineCount(1);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"product", "spot"})
    void a_flipped_bit_of_the_result_or_an_input_is_found(String name, CertifiedJobs jobs) throws Exception {
        Certified job = jobs.get(name);
        Random random = new Random(2);
        for (Path file : Arrays.asList(job.a(), job.b(), job.c())) {
            if (file == null) {
                continue;
            }
            byte[] whole = Files.readAllBytes(file);
            for (int trial = 0; trial < 25; trial++) {
                byte[] flipped = whole.clone();
                flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Path copy = Files.write(jobs.folder.resolve("flipped-" + file.getFileName()), flipped);
                Certified damaged = new Certified(
                        job.signed(),
                        file.equals(job.a()) ? copy : job.a(),
                        file.equals(job.b()) ? copy : job.b(),
                        file.equals(job.c()) ? copy : job.c());
                assertThatThrownBy(damaged::check)
                        .isInstanceOf(Misfit.class)
                        .hasMessageContaining("flipped-" + file.getFileName());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "label":"certified    | "label":"uncertain     | what it says of the whole job (seeds, inputs, result, times) does not fit
            "seed":"[0-9a-f]{4}            | "seed":"0bad             | what it says of the whole job (seeds, inputs, result, times) does not fit
            "name":"[AG][a-z]*"   | "name":"Eve"           | its record of the tile at rows 0 to
            "computeMs":          | "computeMs":1          | its record of the tile at rows 0 to
            "job":"(..)(.{62})","tiles":\\[ | "job":"$1$2","tiles":["0000000000000000000000000000000000000000000000000000000000000000", | tiles and
            "signature":"[0-9a-f]{4}       | "signature":"0bad        | its signature does not fit its digests and its key
            "publicKey":"..       | "publicKey":"00        | its signature does not fit its digests and its key
            """)
    void it_is_said_where_a_certificate_was_changed(String what, String other, String sentence, CertifiedJobs jobs) {
        String text = new String(jobs.get("product").signed().bytes(), StandardCharsets.UTF_8);
        String changed = text.replaceFirst(what, other);
        assertThat(changed).isNotEqualTo(text);
        assertThatThrownBy(() -> SignedCertificate.read(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Misfit.class)
                .hasMessageStartingWith("The certificate was changed: ")
                .hasMessageContaining(sentence);
    }

    @Test
    void a_certificate_that_ends_too_early_is_none(CertifiedJobs jobs) {
        byte[] text = jobs.get("product").signed().bytes();
        for (int length = 0; length < text.length - 1; length += 37) {
            byte[] some = Arrays.copyOf(text, length);
            assertThatThrownBy(() -> SignedCertificate.read(some)).isInstanceOf(Misfit.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{}",
                "\"certificate\"",
                "{\"certificate\":null,\"digest\":\"\",\"algorithm\":\"\",\"publicKey\":\"\",\"signature\":\"\"}",
                "{\"certificate\":{\"of\":\"product\"}}",
                "{\"certificate\":{\"of\":\"java.lang.Runtime\"}}",
                "{\"certificate\":{\"of\":{}}}",
                "{\"certificate\":{\"of\":\"tiles\",\"tiles\":[null]}}",
                "{\"certificate\":{\"of\":\"tiles\",\"version\":1,\"version\":2}}",
                " { \"certificate\" : { \"of\" : \"tiles\" , \"rows\" : true}}",
                "{\"certificate\":{\"tiles\":[],\"of\":\"tiles\"}}",
                "{\"certificate\":{\"of\":\"product\",\"version\":1e999999999}}",
                "{\"certificate\":{\"of\":\"product\",\"rowsA\":99999999999999999999999999999999}}",
                "{\"certificate\":{\"of\":\"product\",\"submittedAt\":\"+999999999-12-31T00:00:00Z\"}}",
                "{\"certificate\":{\"of\":\"product\",\"submittedAt\":1e9999}}",
                "\u0000\u0001\u0002",
            })
    void what_is_no_certificate_is_called_so(String text) {
        assertMisfit(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void depth_length_and_foreign_encodings_do_no_harm() {
        assertMisfit("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        assertMisfit("{\"certificate\":".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        assertMisfit(("{\"certificate\":" + "9".repeat(5_000_000) + "}").getBytes(StandardCharsets.UTF_8));
        assertMisfit(("{\"" + "x".repeat(5_000_000) + "\":1}").getBytes(StandardCharsets.UTF_8));
        assertMisfit("{}".getBytes(StandardCharsets.UTF_16));
        assertMisfit(new byte[1 << 20]);
        byte[] noise = new byte[1 << 16];
        new Random(3).nextBytes(noise);
        assertMisfit(noise);
    }

    private static void assertMisfit(byte[] text) {
        assertThatThrownBy(() -> SignedCertificate.read(text))
                .isInstanceOfSatisfying(
                        Misfit.class,
                        misfit -> assertThat(misfit.getMessage())
                                .startsWith("This is no certificate")
                                .endsWith(".")
                                .hasLineCount(1)
                                .hasSizeLessThan(200));
    }

    @Test
    void white_space_between_the_parts_changes_nothing(CertifiedJobs jobs) {
        SignedCertificate signed = jobs.get("product").signed();
        String text = new String(signed.bytes(), StandardCharsets.UTF_8);
        for (String other : List.of(text.replace("\n", ""), text.replace(",\"", " ,\r\n\t \"") + " \n\n")) {
            assertThat(other).isNotEqualTo(text);
            assertThatCode(() -> SignedCertificate.read(other.getBytes(StandardCharsets.UTF_8)))
                    .doesNotThrowAnyException();
        }
    }
}
