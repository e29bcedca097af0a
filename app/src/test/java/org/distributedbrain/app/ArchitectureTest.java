package org.distributedbrain.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the console may lean on, with reasons. */
class ArchitectureTest {
    private static final String APP = "org.distributedbrain.app";
    /** Views with their models. The overview, which puts parts of them together, is none of them. */
    private static final List<String> FEATURES = List.of(
            "join",
            "workers",
            "submit",
            "jobs",
            "history",
            "palette",
            "leaderboard",
            "faults",
            "preferences",
            "stream",
            "efficiency");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(APP);

    @Test
    void the_console_touches_neither_sockets_nor_sql() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "org.jooq..",
                        "org.eclipse.jetty..",
                        "io.javalin..",
                        "org.distributedbrain.db..",
                        "org.distributedbrain.flow..",
                        "org.distributedbrain.loop..",
                        "org.distributedbrain.server..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(?!URI$|URL$).*")
                .because("everything it shows and does goes through Grid, so that it could as well be another process")
                .check(CLASSES);
    }

    @Test
    void view_models_have_no_controls() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Model")
                .or()
                .resideInAPackage(APP + ".live")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("javafx.scene..", "javafx.stage..", "javafx.application..", "atlantafx..")
                .because("they are tested without a toolkit, and any view may be put over them")
                .check(CLASSES);
    }

    @Test
    void features_do_not_know_each_other_and_nothing_runs_in_circles() {
        for (String feature : FEATURES) {
            noClasses()
                    .that()
                    .resideInAPackage(APP + "." + feature)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others(feature))
                    .because("a feature can then be read, moved and replaced alone; the shell puts them together")
                    .check(CLASSES);
        }
        slices().matching(APP + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static String[] others(String feature) {
        return Stream.concat(FEATURES.stream(), Stream.of("overview", "start", "shell"))
                .filter(other -> !other.equals(feature))
                .map(other -> APP + "." + other)
                .toArray(String[]::new);
    }
}
