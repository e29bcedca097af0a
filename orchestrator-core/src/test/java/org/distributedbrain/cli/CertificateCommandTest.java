package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedbrain.certificate.CertifiedJobs;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code brain job ID --certificate FILE}. */
@ExtendWith(CertifiedJobs.Provider.class)
class CertificateCommandTest extends CliTestBase {

    private String job() {
        return grid.submit(new JobSpec(new MatmulSource.Synthetic(new MatmulSize(5, 6, 7), 1), "first"))
                .id()
                .value();
    }

    @Test
    void a_certificate_is_written_as_it_was_signed(CertifiedJobs jobs) {
        grid.certificate = jobs.get("product").signed();
        var file = temp.resolve("cert.json");
        assertThat(brain("job", job(), "--certificate", file.toString())).isZero();
        assertThat(err()).isEqualTo("The certificate is in " + file + ": ./brain verify checks it.\n");
        assertThat(out()).contains("state       done");
        assertThat(file).hasBinaryContent(grid.certificate.bytes());
    }

    @Test
    void where_there_is_none_the_reason_is_told_and_no_file_appears() {
        var id = job();
        var file = temp.resolve("cert.json");
        assertThat(brain("job", id, "--certificate", file.toString())).isEqualTo(2);
        assertThat(err())
                .isEqualTo("Job " + id + " has no certificate: its result is NOT VERIFIED, as it asked for.\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_written_is_named(CertifiedJobs jobs) {
        grid.certificate = jobs.get("product").signed();
        assertThat(brain(
                        "job",
                        job(),
                        "--certificate",
                        temp.resolve("no/cert.json").toString()))
                .isEqualTo(2);
        assertThat(err()).contains("no/cert.json cannot be written").hasLineCount(1);
    }

    @Test
    void a_job_that_fails_while_it_is_waited_for_has_status_1() {
        grid.failure = "No.";
        var file = temp.resolve("cert.json");
        assertThat(brain("job", job(), "--wait", "--certificate", file.toString()))
                .isEqualTo(1);
        assertThat(file).doesNotExist();
    }
}
