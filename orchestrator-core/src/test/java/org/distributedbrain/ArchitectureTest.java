package org.distributedbrain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The arrows of the house, and why each stands. */
@AnalyzeClasses(packages = "org.distributedbrain", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOUSE = "org.distributedbrain";
    private static final String ANY = "org.distributedbrain..";

    @ArchTest
    static final ArchRule vocabulary_stands_alone = classes()
            .that()
            .resideInAPackage(in("job"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    in("job"), "java.lang..", "java.util..", "java.time..", "java.nio.file..", "org.jspecify..")
            .because("every other package speaks in these words, so they may not know any of them");

    @ArchTest
    static final ArchRule core_is_pure = classes()
            .that()
            .resideInAPackage(in("flow"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    in("flow"),
                    in("job"),
                    in("publish"),
                    "java.lang",
                    "java.lang.runtime",
                    "java.util",
                    "java.util.function",
                    "java.util.random",
                    "java.util.stream",
                    "java.time..",
                    "org.jspecify..")
            .because(
                    "a core without input, output and threads can be simulated thousands of times a second and told again from a seed");

    @ArchTest
    static final ArchRule core_has_no_clock_and_no_dice = noClasses()
            .that()
            .resideInAPackage(in("flow"))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("time and chance are arguments: what a step did can be repeated exactly");

    @ArchTest
    static final ArchRule views_know_only_words = classes()
            .that()
            .resideInAPackage(in("publish"))
            .should()
            .onlyDependOnClassesThat(outsideTheHouseOr("job", "publish"))
            .because("the console and the doors read snapshots and must not reach the live state through them");

    @ArchTest
    static final ArchRule matrices_know_no_jobs_under_way = classes()
            .that()
            .resideInAPackage(in("matrix"))
            .should()
            .onlyDependOnClassesThat(outsideTheHouseOr("job", "matrix"))
            .because("files of numbers are useful to the command line and the console without an orchestrator");

    @ArchTest
    static final ArchRule kernels_compute = classes()
            .that()
            .resideInAPackage(in("kernel.."))
            .should()
            .onlyDependOnClassesThat(outsideTheHouseOr("job", "matrix", "kernel.."))
            .because("what can be computed does not depend on who hands it out");

    @ArchTest
    static final ArchRule wire_is_only_the_protocol = classes()
            .that()
            .resideInAPackage(in("wire"))
            .should()
            .onlyDependOnClassesThat(outsideTheHouseOr("wire", "job"))
            .because("both ends of the protocol use it, and neither may leak into it");

    @ArchTest
    static final ArchRule native_worker_is_a_stranger = classes()
            .that()
            .resideInAPackage(in("worker.."))
            .should()
            .onlyDependOnClassesThat(outsideTheHouseOr("worker..", "wire", "kernel..", "matrix", "job"))
            .because("this program's own worker has no other way in than docs/protocol.md, like everybody's");

    @ArchTest
    static final ArchRule store_keeps_facts = classes()
            .that()
            .resideInAPackage(in("persist"))
            .should()
            .onlyDependOnClassesThat(outsideTheHouseOr("persist", "job", "flow", "publish", "db.."))
            .because("what is stored is decided by the core alone");

    @ArchTest
    static final ArchRule only_the_store_speaks_sql = noClasses()
            .that()
            .resideOutsideOfPackages(in("persist"), in("db.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "java.sql..", "org.sqlite..", "org.flywaydb..")
            .because("another database may come one day, and then one package changes");

    @ArchTest
    static final ArchRule only_the_door_speaks_http = noClasses()
            .that()
            .resideOutsideOfPackages(in("server.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..")
            .because("the orchestrator's thread must not depend on how the bytes come");

    @ArchTest
    static final ArchRule nobody_calls_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage(in("cli.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("cli.."))
            .because("it is a thin layer over the services, and services do not print");

    @ArchTest
    static final ArchRule no_window_here = noClasses()
            .that()
            .resideInAPackage(ANY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
            .because("a headless server carries no window toolkit");

    @ArchTest
    static final ArchRule no_circles = slices().matching(HOUSE + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a circle of packages is one package that nobody can read in one sitting");

    private static String in(String name) {
        return HOUSE + "." + name;
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> outsideTheHouseOr(String... rooms) {
        String[] packages =
                java.util.Arrays.stream(rooms).map(ArchitectureTest::in).toArray(String[]::new);
        return JavaClass.Predicates.resideOutsideOfPackage(ANY).or(JavaClass.Predicates.resideInAnyPackage(packages));
    }
}
