package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class DataFolderTest {
    private static final URI URL = URI.create("http://127.0.0.1:3001");

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void name() {
        root = temp.resolve("new/brain");
    }

    private DataFolder open() {
        return DataFolder.open(DataPaths.in(root));
    }

    private static String access(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_new_folder_has_everything_and_is_its_owners_alone() throws Exception {
        assumeTrue(SecretFile.isPosix(temp), "this file system has no POSIX permissions");
        try (DataFolder folder = open()) {
            assertThat(folder.results()).isDirectory();
            assertThat(folder.scratch()).isDirectory();
            assertThat(folder.blobs()).isDirectory();
            assertThat(folder.logs()).isDirectory();
            assertThat(folder.database()).isEqualTo(root.resolve("brain.db"));
            assertThat(access(root)).isEqualTo("rwx------");
            assertThat(access(root.resolve("operator.token"))).isEqualTo("rw-------");
            assertThat(access(root.resolve("join.key"))).isEqualTo("rw-------");
        }
    }

    @Test
    void secrets_stay_the_same_until_they_are_renewed() {
        String token;
        String firstKey;
        String secondKey;
        try (DataFolder folder = open()) {
            token = folder.operatorToken();
            firstKey = folder.joinKey();
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(firstKey).matches("[A-Za-z0-9_-]{22}");
        }
        try (DataFolder folder = open()) {
            assertThat(folder.operatorToken()).isEqualTo(token);
            assertThat(folder.joinKey()).isEqualTo(firstKey);
            secondKey = folder.renewJoinKey();
            assertThat(secondKey).isNotEqualTo(firstKey).isEqualTo(folder.joinKey());
        }
        try (DataFolder folder = open()) {
            assertThat(folder.joinKey()).isEqualTo(secondKey);
            assertThat(folder.operatorToken()).isEqualTo(token);
        }
    }

    @Test
    void a_secret_that_others_could_read_is_closed_to_them() throws Exception {
        assumeTrue(SecretFile.isPosix(temp), "this file system has no POSIX permissions");
        open().close();
        Path token = root.resolve("operator.token");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        open().close();
        assertThat(access(token)).isEqualTo("rw-------");
    }

    @Test
    void a_token_file_with_something_else_in_it_is_named() throws Exception {
        open().close();
        Files.writeString(root.resolve("operator.token"), "");
        assertThatThrownBy(this::open)
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("The file " + root.resolve("operator.token") + " should hold")
                .hasMessageContaining("delete it");
        Files.delete(root.resolve("operator.token"));
        open().close();
    }

    @Test
    void half_written_results_of_jobs_that_do_not_go_on_are_removed_and_others_stay() throws Exception {
        JobId job = Facts.newJob();
        Path whole;
        try (DataFolder folder = open()) {
            whole = Files.writeString(folder.result(job), "whole");
            Files.writeString(folder.results().resolve(Facts.newJob() + ".npy.part"), "half");
            Files.writeString(folder.results().resolve(Facts.newJob() + ".npy.planes"), "half");
        }
        JobId unfinished = Facts.newJob();
        try (DataFolder folder = open()) {
            Path part = Files.writeString(folder.results().resolve(unfinished + ".npy.part"), "half");
            Path planes = Files.writeString(folder.results().resolve(unfinished + ".npy.planes"), "half");
            folder.keepUnfinished(Set.of(unfinished));
            assertThat(Files.list(folder.results())).containsExactlyInAnyOrder(whole, part, planes);
            assertThat(whole).hasContent("whole");
        }
    }

    @Test
    void scratch_is_emptied_at_start_and_links_in_it_lead_nowhere() throws Exception {
        Path precious = Files.writeString(temp.resolve("precious"), "keep me");
        Path result;
        try (DataFolder folder = open()) {
            Files.createDirectories(folder.scratch().resolve("a/b"));
            Files.writeString(folder.scratch().resolve("a/b/c.part"), "half");
            Files.createSymbolicLink(folder.scratch().resolve("a/link"), temp);
            result = Files.writeString(folder.result(Facts.newJob()), "whole");
        }
        try (DataFolder folder = open()) {
            assertThat(folder.scratch()).isEmptyDirectory();
        }
        assertThat(precious).hasContent("keep me");
        assertThat(result).hasContent("whole");
    }

    @Test
    void a_folder_in_use_by_this_process_is_refused_until_it_is_closed() {
        try (DataFolder folder = open()) {
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(this::open)
                        .isInstanceOf(BadInput.class)
                        .hasMessage("The data folder " + root + " is in use by another orchestrator (process "
                                + ProcessHandle.current().pid() + "): stop it, or choose another with --data.");
            }
            assertThat(folder.root()).isEqualTo(root);
        }
        open().close();
    }

    @Test
    void a_folder_in_use_by_another_process_is_refused_until_that_is_gone() throws Exception {
        try (ChildJvm child = ChildJvm.start(Holding.class, root.toString())) {
            assertThat(child.lines(1)).containsExactly("held");
            assertThatThrownBy(this::open)
                    .isInstanceOf(BadInput.class)
                    .hasMessage("The data folder " + root + " is in use by another orchestrator (process " + child.pid()
                            + "): stop it, or choose another with --data.");
            assertThat(RunningServer.find(root)).map(RunningServer::url).contains(URL);
            child.kill();
            assertThat(RunningServer.find(root))
                    .as("left behind by a killed process")
                    .isEmpty();
            open().close();
        }
    }

    static final class Holding {
        public static void main(String[] arguments) throws InterruptedException {
            DataFolder folder = DataFolder.open(DataPaths.in(Path.of(arguments[0])));
            folder.publishServer(URL);
            System.out.println("held");
            Thread.currentThread().join();
        }
    }

    @Test
    void a_database_elsewhere_is_locked_too() {
        Path database = temp.resolve("elsewhere/other.db");
        try (DataFolder folder = DataFolder.open(new DataPaths(root, database))) {
            assertThat(folder.database()).isEqualTo(database);
            assertThatThrownBy(() -> DataFolder.open(new DataPaths(temp.resolve("second"), database)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(
                            "The database " + database + " is in use by another orchestrator (process ");
        }
        DataFolder.open(new DataPaths(temp.resolve("second"), database)).close();
    }

    @Test
    void a_command_finds_the_running_orchestrator_and_its_token() {
        assertThat(RunningServer.find(root)).isEmpty();
        try (DataFolder folder = open()) {
            assertThat(RunningServer.find(root)).isEmpty();
            folder.publishServer(URL);
            RunningServer found = RunningServer.find(root).orElseThrow();
            assertThat(found).isEqualTo(new RunningServer(URL, folder.operatorToken()));
            assertThat(found.toString()).doesNotContain(folder.operatorToken());
        }
        assertThat(RunningServer.find(root)).isEmpty();
    }

    @Test
    void a_file_is_no_data_folder() throws Exception {
        Path file = Files.writeString(temp.resolve("letter"), "x");
        assertThatThrownBy(() -> DataFolder.open(DataPaths.in(file)))
                .isInstanceOf(BadInput.class)
                .hasMessage("The data folder " + file + " is a file: choose a folder with --data.");
    }

    @Test
    void a_place_that_cannot_be_written_is_named() {
        Path nowhere = Path.of("/proc/brain");
        assumeTrue(Files.isDirectory(nowhere.getParent()), "this system has no /proc");
        assertThatThrownBy(() -> DataFolder.open(DataPaths.in(nowhere)))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(
                        "The data folder /proc/brain cannot be written \\(.*\\): see that you may write there .*");
    }
}
