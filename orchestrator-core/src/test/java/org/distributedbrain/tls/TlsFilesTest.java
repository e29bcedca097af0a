package org.distributedbrain.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<String> HOME = Set.of("192.168.1.20", "study", "localhost");

    @TempDir
    Path folder;

    private TlsIdentity identity(Set<String> names, Instant now) {
        return new TlsFiles(folder).identity(names, now);
    }

    @Test
    void a_certificate_is_made_once_and_kept() {
        TlsIdentity made = identity(HOME, NOW);
        assertThat(identity(HOME, NOW.plus(Duration.ofDays(300))).fingerprint()).isEqualTo(made.fingerprint());
        assertThat(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(made.toString()).doesNotContain("PrivateKey");
    }

    @Test
    void it_is_for_these_names_and_for_servers_only_and_short_enough_lived_for_every_browser() throws Exception {
        X509Certificate certificate = identity(HOME, NOW).certificate();
        assertThat(identity(HOME, NOW).names()).containsExactlyInAnyOrderElementsOf(HOME);
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(825));
        assertThat(certificate.getNotBefore().toInstant()).isBefore(NOW);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void only_the_owner_may_read_the_key() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no such permissions here");
        identity(HOME, NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(TlsFiles.KEY))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_new_network_gets_a_new_certificate_that_is_for_the_old_one_too() {
        TlsIdentity home = identity(HOME, NOW);
        TlsIdentity both = identity(Set.of("10.1.2.3"), NOW);
        assertThat(both.fingerprint()).isNotEqualTo(home.fingerprint());
        assertThat(both.names()).contains("10.1.2.3", "192.168.1.20");
        assertThat(identity(HOME, NOW).fingerprint()).isEqualTo(both.fingerprint());
    }

    @Test
    void the_names_of_old_networks_are_kept_up_to_a_number() {
        for (int i = 0; i < 60; i++) {
            identity(Set.of("10.0.0." + i), NOW);
        }
        assertThat(identity(Set.of("10.0.0.59"), NOW).names()).hasSize(40).contains("10.0.0.58");
    }

    @Test
    void one_that_nears_its_end_is_made_anew() {
        TlsIdentity made = identity(HOME, NOW);
        Instant end = made.certificate().getNotAfter().toInstant();
        assertThat(identity(HOME, end.minus(TlsFiles.LEFT).minusSeconds(1)).fingerprint())
                .isEqualTo(made.fingerprint());
        TlsIdentity renewed = identity(HOME, end.minus(TlsFiles.LEFT).plusSeconds(1));
        assertThat(renewed.fingerprint()).isNotEqualTo(made.fingerprint());
        assertThat(renewed.certificate().getNotAfter().toInstant()).isAfter(end);
    }

    @Test
    void what_is_damaged_or_does_not_belong_together_is_made_anew() throws Exception {
        TlsIdentity made = identity(HOME, NOW);
        String key = Files.readString(folder.resolve(TlsFiles.KEY));
        Files.writeString(folder.resolve(TlsFiles.KEY), "nothing of the kind");
        TlsIdentity second = identity(HOME, NOW);
        assertThat(second.fingerprint()).isNotEqualTo(made.fingerprint());
        Files.writeString(folder.resolve(TlsFiles.KEY), key);
        assertThat(identity(HOME, NOW).fingerprint()).isNotIn(made.fingerprint(), second.fingerprint());
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_of() {
        assertThatThrownBy(() -> new TlsFiles(folder.resolve("gone")).identity(HOME, NOW))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cannot be stored in " + folder.resolve("gone"));
    }
}
