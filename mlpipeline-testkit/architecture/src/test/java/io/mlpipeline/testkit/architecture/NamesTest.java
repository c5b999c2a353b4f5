package io.mlpipeline.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void aTypeIsNamedForWhatItIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Manager|Helper)")
                .because("such a name says nothing: Quantiles, not QuantileUtils")
                .check(House.CLASSES);
    }
}
