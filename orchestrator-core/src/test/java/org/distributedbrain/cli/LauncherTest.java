package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code brain}, in a folder of its own with JDKs and a Maven that only say what they were asked. */
class LauncherTest {
    @TempDir
    Path home;

    private Path project;
    private String output = "";

    @BeforeEach
    void copyTheScript() throws IOException {
        assumeTrue(
                !System.getProperty("os.name").startsWith("Windows"), "brain is a shell script; Windows has brain.cmd");
        project = Files.createDirectories(home.resolve("project"));
        for (var file : new String[] {
            "pom.xml", "app/pom.xml", "app/src/main/java/A.java", "app/src/test/java/T.java", ".mvn/jvm.config"
        }) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.writeString(project.resolve(file), "");
        }
        Files.copy(Path.of("..", "brain"), project.resolve("brain"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void without_any_jdk_it_says_how_to_get_one() throws Exception {
        assertThat(brain("jobs")).isEqualTo(2);
        assertThat(output)
                .isEqualTo(
                        "The Distributed Brain needs a JDK 25 or newer and found none: install one, for example Temurin from"
                                + " https://adoptium.net, or set JAVA_HOME to one.\n");
    }

    @Test
    void an_old_jdk_is_named() throws Exception {
        jdk("old", "17.0.15");
        assertThat(brain("jobs")).isEqualTo(2);
        assertThat(output)
                .startsWith("The Distributed Brain needs a JDK 25 or newer and found only JDK 17: install one");
    }

    @Test
    void a_new_jdk_is_preferred_to_an_old_java_home_and_the_command_reaches_it() throws Exception {
        jdk("old", "17.0.15");
        jdk("new", "25.0.3");
        maven("exit 0");
        assertThat(brain("job", "a b")).isZero();
        assertThat(output).contains("Building (first time: a few minutes)…\n", "java of new", "Brain <job> <a b>");
    }

    @Test
    void it_builds_again_only_when_sources_changed() throws Exception {
        jdk("new", "25.0.3");
        maven("exit 0");
        brain("jobs");
        brain("jobs");
        assertThat(output).doesNotContain("Building");
        touch("app/src/test/java/T.java");
        brain("jobs");
        assertThat(output).doesNotContain("Building");
        touch("app/src/main/java/A.java");
        brain("jobs");
        assertThat(output).contains("Building…\n");
    }

    @Test
    void a_failed_build_shows_the_end_of_its_log_and_is_tried_again() throws Exception {
        jdk("new", "25.0.3");
        maven("echo 'cannot find symbol'; exit 1");
        assertThat(brain("jobs")).isEqualTo(2);
        assertThat(output)
                .contains("cannot find symbol\nThe build failed; all of it is in ")
                .doesNotContain("java of");
        assertThat(project.resolve("target/build.lock")).doesNotExist();
        maven("exit 0");
        assertThat(brain("jobs")).isZero();
    }

    @Test
    void a_missing_maven_is_told() throws Exception {
        jdk("new", "25.0.3");
        assertThat(brain("jobs")).isEqualTo(2);
        assertThat(output)
                .startsWith("Maven is missing, which builds The Distributed Brain: install Maven 3.8 or newer");
    }

    @Test
    void the_lock_of_a_build_that_died_is_taken_over() throws Exception {
        jdk("new", "25.0.3");
        maven("exit 0");
        Files.createDirectories(project.resolve("target/build.lock"));
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(project.resolve("target/build.lock/pid"), ended.pid() + "\n");
        assertThat(brain("jobs")).isZero();
    }

    private int brain(String... arguments) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(project.resolve("brain").toString());
        command.addAll(java.util.List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools() + ":" + home.resolve("bin"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("JAVA_HOME", home.resolve("jdks/old").toString());
        builder.environment().put("BRAIN_JDK_PATHS", home.resolve("jdks") + "/*");
        var process = builder.start();
        process.getOutputStream().close();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** The system's tools without its Maven and Java. */
    private String tools() throws IOException {
        var folder = home.resolve("tools");
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            for (var tool : new String[] {
                "bash", "sh", "env", "dirname", "sed", "find", "head", "tail", "mkdir", "mktemp", "mv", "rm", "cat",
                "sleep"
            }) {
                for (var system : new String[] {"/bin", "/usr/bin"}) {
                    if (Files.isExecutable(Path.of(system, tool)) && Files.notExists(folder.resolve(tool))) {
                        script(folder.resolve(tool), "exec " + Path.of(system, tool) + " \"$@\"");
                    }
                }
            }
        }
        return folder.toString();
    }

    private void jdk(String name, String version) throws IOException {
        var jdk = home.resolve("jdks").resolve(name);
        script(jdk.resolve("bin/javac"), "exit 0");
        script(
                jdk.resolve("bin/java"),
                "echo java of " + name + "; while [ \"$1\" != org.distributedbrain.cli.Brain ]; do shift; done; shift;"
                        + " printf 'Brain'; printf ' <%s>' \"$@\"; echo");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void maven(String body) throws IOException {
        script(home.resolve("bin/mvn"), body);
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void touch(String file) throws IOException {
        var built = Files.getLastModifiedTime(project.resolve("target/built")).toMillis();
        Files.setLastModifiedTime(project.resolve(file), java.nio.file.attribute.FileTime.fromMillis(built + 10_000));
    }
}
