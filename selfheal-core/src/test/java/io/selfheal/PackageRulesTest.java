package io.selfheal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.concurrent.Executors;

/** The package rules of the design: a flat root, leaves that know only the root, and time through its seam. */
@AnalyzeClasses(packages = "io.selfheal", importOptions = DoNotIncludeTests.class)
class PackageRulesTest {
    @ArchTest
    static final ArchRule theRootKnowsNoLeaf = noClasses()
            .that()
            .resideInAPackage("io.selfheal")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.selfheal.*..");

    @ArchTest
    static final ArchRule noLeafKnowsAnother =
            slices().matching("io.selfheal.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule leavesHaveNoPackagesBelow = noClasses().should().resideInAPackage("io.selfheal.*.*..");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    @ArchTest
    static final ArchRule packagesAreNotDrawers =
            noClasses().should().resideInAnyPackage("..impl..", "..internal..", "..util..", "..common..", "..helper..");

    @ArchTest
    static final ArchRule timeComesThroughItsSeam = noClasses()
            .that()
            .doNotBelongToAnyOf(Ticker.class)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule noPoolThatDiesOfALackOfMemory = noClasses()
            .that()
            .resideInAPackage("io.selfheal")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class);

    @ArchTest
    static final ArchRule whatDetectsBelongsToOneThread = noClasses()
            .that()
            .resideInAPackage("io.selfheal.detect")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule whatDetectsHasNoLocks = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.selfheal.detect")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule theRootDependsOnTheAllowedLibrariesOnly = classes()
            .that()
            .resideInAPackage("io.selfheal")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.selfheal",
                    "java..",
                    "com.sun.management",
                    "org.slf4j..",
                    "io.github.resilience4j..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule nobodyEndsTheProcess = noClasses().should().callMethod(System.class, "exit", int.class);
}
