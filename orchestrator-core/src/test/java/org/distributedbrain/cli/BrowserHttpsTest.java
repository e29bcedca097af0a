package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.distributedbrain.GridInNetworks;
import org.distributedbrain.Invitation;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker page in a real Chromium on another device, as far as the browser knows: it reaches the orchestrator under a name that is not this
 * computer's, so what it may do depends on https alone. It was told to go on in spite of the certificate, as a person does.
 */
class BrowserHttpsTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String NAME = "study.example";

    @TempDir(cleanup = CleanupMode.NEVER) // a browser that is going away still writes into its profile
    Path folder;

    private Orchestrator grid;
    private ChromiumTabs browser;

    @BeforeEach
    void open() throws Exception {
        Optional<Path> chromium = Chromium.find(System.getenv());
        assumeTrue(chromium.isPresent(), "no Chromium on this machine: install chromium, or set CHROMIUM to one");
        InetAddress lan = InetAddress.getByName("127.0.0.2");
        grid = GridInNetworks.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0), lan);
        browser = ChromiumTabs.start(
                chromium.get(),
                folder.resolve("profile"),
                "--ignore-certificate-errors",
                "--host-resolver-rules=MAP " + NAME + " " + lan.getHostAddress());
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (grid != null) {
            grid.close();
        }
    }

    @Test
    void over_https_the_page_uses_the_gpu_and_over_http_the_processor() throws Exception {
        Invitation invitation = grid.openDoor(true);
        assertThat(invitation.best()).hasScheme("https");
        String secure = browser.open(page(invitation.best(), "?engine=webgpu"));
        assertThat(joined(secure)).isEqualTo("webgpu");
        assertThat(browser.run(secure, "isSecureContext && crossOriginIsolated"))
                .contains("true");

        JobView job =
                grid.submit(new JobSpec(new MatmulSource.Synthetic(new MatmulSize(501, 257, 203), 7), "over https"));
        assertThat(grid.await(job.id(), LIMIT).state()).isEqualTo(JobState.DONE);

        browser.close(secure);
        await().atMost(LIMIT).until(() -> grid.snapshot().totals().activeWorkers() == 0);
        String plain =
                browser.open(page(invitation.way(Kind.LAN_HTTP).orElseThrow().url(), ""));
        assertThat(joined(plain)).isEqualTo("wasm");
        assertThat(browser.run(plain, "isSecureContext")).contains("false");
    }

    /** Taps Join as soon as the page is ready, and returns with what the worker computes. */
    private String joined(String tab) {
        await().atMost(LIMIT).until(() -> {
            browser.run(tab, "document.querySelector('#ready:not([hidden]) #join')?.click()");
            return grid.snapshot().totals().activeWorkers() == 1;
        });
        return grid.snapshot().workers().stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .findFirst()
                .orElseThrow()
                .engine();
    }

    /** The page by the other name. */
    private static URI page(URI join, String query) {
        return URI.create(join.toString().replace("#", query + "#").replace(join.getHost(), NAME));
    }
}
