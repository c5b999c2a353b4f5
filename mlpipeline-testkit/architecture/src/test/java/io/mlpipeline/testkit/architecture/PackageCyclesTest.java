package io.mlpipeline.testkit.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

class PackageCyclesTest {

    @Test
    void noPackageDependsOnItselfThroughOthers() {
        slices().matching("io.mlpipeline.(**)").should().beFreeOfCycles().check(House.CLASSES);
    }
}
