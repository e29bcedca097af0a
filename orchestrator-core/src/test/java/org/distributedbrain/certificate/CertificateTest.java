package org.distributedbrain.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedbrain.certificate.CertificateCheck.Report;
import org.distributedbrain.certificate.CertifiedJobs.Certified;
import org.distributedbrain.certificate.ProductCertificate.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What certificates of real jobs say, and that they fit. */
@ExtendWith(CertifiedJobs.Provider.class)
class CertificateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "product",
                "compared",
                "made",
                "row",
                "column",
                "wild",
                "split",
                "wild split",
                "interrupted",
                "spot",
                "quorum:2/2",
                "cpu",
                "none"
            })
    void what_was_certified_fits_and_is_read_as_it_was_written(String name, CertifiedJobs jobs) throws Exception {
        Certified job = jobs.get(name);
        assertThat(SignedCertificate.read(job.signed().bytes())).isEqualTo(job.signed());
        Report report = job.check();
        assertThat(report.tiles()).isEqualTo(job.signed().certificate().places().size());
        assertThat(report.workers()).isPositive();
    }

    @Test
    void a_product_says_who_computed_which_part_and_what_the_test_gave(CertifiedJobs jobs) throws Exception {
        ProductCertificate it = jobs.product("product");
        assertThat(it.a().name()).isEqualTo("A.csv");
        assertThat(it.a().values()).isNotNull();
        assertThat(it.tiles())
                .isNotEmpty()
                .allSatisfy(tile -> assertThat(tile.parts()).singleElement().satisfies(part -> {
                    assertThat(part.name()).isIn("Ada", "Grace");
                    assertThat(part.sentAt()).isNotNull();
                    assertThat(part.checkedAt()).isNotNull();
                    assertThat(part.residual()).isBetween(0.0, 1.0);
                }));
        var report = (Report.Product) jobs.get("product").check();
        assertThat(report.worstResidual()).isBetween(0.0, 1.0).isPositive();
        assertThat(report.freshBound()).isLessThan(1e-4);
        assertThat(jobs.product("compared").verification().method()).isEqualTo("cpu");
    }

    @Test
    void factors_made_from_a_seed_need_no_files(CertifiedJobs jobs) {
        assertThat(jobs.get("made").a()).isNull();
        assertThat(jobs.product("made").a().seed()).isEqualTo("9");
        assertThat(jobs.product("made").b().sha256()).isNull();
    }

    @Test
    void a_sum_of_parts_is_certified_as_the_tile_it_became(CertifiedJobs jobs) {
        for (String name : new String[] {"split", "wild split"}) {
            assertThat(jobs.product(name).tiles()).allSatisfy(tile -> {
                assertThat(tile.parts()).hasSizeGreaterThan(1);
                assertThat(tile.parts().stream().map(Part::part)).doesNotHaveDuplicates();
                assertThat(tile.residual()).isBetween(0.0, 1.0);
            });
        }
    }

    @Test
    void rows_that_were_computed_again_here_are_counted(CertifiedJobs jobs) {
        assertThat(jobs.product("wild").verification().rowsRecomputed()).isPositive();
        assertThat(jobs.product("wild split").verification().rowsRecomputed()).isPositive();
    }

    @Test
    void a_job_that_went_on_after_a_restart_was_computed_by_workers_of_both_runs(CertifiedJobs jobs) {
        assertThat(jobs.product("interrupted").tiles().stream()
                        .flatMap(tile -> tile.parts().stream())
                        .map(Part::name))
                .contains("Linus", "Alan");
    }

    @Test
    void a_tile_of_whole_numbers_names_all_who_agreed(CertifiedJobs jobs) {
        TilesCertificate quorum = jobs.tiles("quorum:2/2");
        assertThat(quorum.verification()).isEqualTo("quorum:2/2");
        assertThat(quorum.parameters()).containsEntry("iterations", "200");
        assertThat(quorum.tiles()).isNotEmpty().allSatisfy(tile -> {
            assertThat(tile.agreed()).isEqualTo(2);
            assertThat(tile.workers())
                    .extracting(TilesCertificate.Worker::name)
                    .containsExactlyInAnyOrder("Ada", "Grace");
            assertThat(tile.workers())
                    .allSatisfy(worker -> assertThat(worker.returnedAt()).isNotNull());
        });
        assertThat(jobs.tiles("spot").tiles())
                .allSatisfy(tile -> assertThat(tile.workers()).hasSizeLessThanOrEqualTo(Math.max(1, tile.agreed())));
        assertThat(jobs.tiles("none").verification()).isEqualTo("none");
        assertThat(jobs.tiles("none").tiles())
                .allSatisfy(tile -> assertThat(tile.workers()).hasSize(1));
    }
}
