package io.mlpipeline.models.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleModelsTest {
    private static final List<String> ONE = List.of("a");
    private static final List<String> CLASSES = List.of("no", "yes");
    private final Model half = LinearModel.of(ONE, new double[] {0.5}, 1);
    private final Model twice = LinearModel.of(ONE, new double[] {2}, 0);

    /** A classifier whose log-odds are the feature plus a number. */
    private static Model odds(double intercept) {
        return LogisticModel.of(ONE, CLASSES, new double[] {1}, intercept);
    }

    @Test
    void blendsPredictionsByWeight() {
        Model blend = BlendModel.of(List.of(half, twice), 1, 3);

        // (1 * 3 + 3 * 8) / 4
        assertThat(blend.predict(new double[] {4})).isEqualTo(6.75);
        assertThat(BlendModel.ofEqual(List.of(half, twice)).predict(new double[] {4}))
                .isEqualTo(5.5);
        assertThat(blend.task()).isEqualTo(ModelTask.REGRESSION);
    }

    @Test
    void blendsProbabilitiesByWeight() {
        Model blend = BlendModel.of(List.of(odds(0), odds(Math.log(3))), 1, 1);

        // Odds 1 and 3 are 0.5 and 0.75.
        assertThat(blend.predict(new double[] {0})).isCloseTo(0.625, within(1e-15));
        assertThat(blend.classes()).isEqualTo(CLASSES);
        assertThat(blend.task()).isEqualTo(ModelTask.BINARY);
    }

    @Test
    void countsTheVotesOfTwoClassesFromOneHalfOn() {
        Model vote = VotingModel.of(List.of(odds(0), odds(-1), odds(1)), 1, 2, 4);

        assertThat(vote.predict(new double[] {0})).isEqualTo(5.0 / 7);
        assertThat(vote.predict(new double[] {2})).isEqualTo(1);
        assertThat(vote.predict(new double[] {-2})).isZero();
    }

    @Test
    void givesAVoteToTheFirstOfEquallyProbableClasses() {
        List<String> three = List.of("x", "y", "z");
        Model tie = MultinomialModel.of(ONE, three, new double[3], new double[] {-9, 1, 1});
        Model last = MultinomialModel.of(ONE, three, new double[3], new double[] {0, 0, 1});
        double[] out = new double[3];

        VotingModel.of(List.of(tie, last), 3, 1).predict(new double[] {0}, out);

        assertThat(out).containsExactly(0, 0.75, 0.25);
    }

    @Test
    void stacksAMetaModelOnAllOutputs() {
        Model many = MultinomialModel.of(ONE, List.of("x", "y"), new double[2], new double[] {Math.log(3), 0});
        Model meta = LinearModel.of(List.of("p.x", "p.y", "line"), new double[] {100, 10, 1}, 0.5);

        Model stack = StackedModel.of(List.of("p", "line"), List.of(many, twice), meta);

        // 0.75 and 0.25, and 2 * 3.
        assertThat(stack.predict(new double[] {3})).isCloseTo(75 + 2.5 + 6 + 0.5, within(1e-12));
        assertThat(stack.features()).isEqualTo(ONE);
    }

    @Test
    void nestsEnsemblesInEnsembles() {
        Model inner = BlendModel.ofEqual(List.of(half, twice));
        Model outer = BlendModel.of(List.of(inner, twice), 1, 1);

        assertThat(outer.predict(new double[] {4})).isEqualTo((5.5 + 8) / 2);
    }

    @Test
    void refusesMembersThatDoNotGoTogether() {
        Model other = LinearModel.of(List.of("b"), new double[] {2}, 0);
        Model renamed = LogisticModel.of(ONE, List.of("yes", "no"), new double[] {1}, 0);

        assertThatThrownBy(() -> BlendModel.ofEqual(List.of())).hasMessageContaining("at least one model");
        assertThatThrownBy(() -> BlendModel.ofEqual(List.of(half, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes [a]")
                .hasMessageContaining("takes [b]");
        assertThatThrownBy(() -> BlendModel.ofEqual(List.of(half, odds(0))))
                .hasMessageContaining("REGRESSION")
                .hasMessageContaining("BINARY");
        assertThatThrownBy(() -> BlendModel.ofEqual(List.of(odds(0), renamed))).hasMessageContaining("[yes, no]");
        assertThatThrownBy(() -> BlendModel.of(List.of(half, twice), 1)).hasMessageContaining("1 weights for 2");
        assertThatThrownBy(() -> BlendModel.of(List.of(half, twice), 1, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> BlendModel.of(List.of(half), Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> VotingModel.ofEqual(List.of(half))).hasMessageContaining("BlendModel");
        assertThatThrownBy(() -> StackedModel.of(List.of("a", "a"), List.of(half, twice), half))
                .hasMessageContaining("name of its own");
        assertThatThrownBy(() -> StackedModel.of(List.of("x"), List.of(half), half))
                .hasMessageContaining("takes [a]")
                .hasMessageContaining("give [x]");
    }

    @Test
    void refusesLogisticModelsThatMakeNoSense() {
        assertThatThrownBy(() -> LogisticModel.of(ONE, List.of("a", "b", "c"), new double[1], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 classes");
        assertThatThrownBy(() -> LogisticModel.of(ONE, CLASSES, new double[2], 0))
                .hasMessageContaining("2 weights for 1 features");
        assertThatThrownBy(() -> LogisticModel.of(ONE, CLASSES, new double[] {Double.NaN}, 0))
                .hasMessageContaining("weight of 'a'");
        assertThatThrownBy(() -> MultinomialModel.of(ONE, List.of("x"), new double[1], new double[1]))
                .hasMessageContaining("two classes or more");
        assertThatThrownBy(() -> MultinomialModel.of(ONE, CLASSES, new double[3], new double[2]))
                .hasMessageContaining("3 weights and 2 intercepts");
        assertThatThrownBy(() ->
                        MultinomialModel.of(ONE, CLASSES, new double[] {0, Double.POSITIVE_INFINITY}, new double[2]))
                .hasMessageContaining("'a' for class 'yes'");
    }
}
