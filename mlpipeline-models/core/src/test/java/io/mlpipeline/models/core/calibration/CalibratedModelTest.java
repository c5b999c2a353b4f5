package io.mlpipeline.models.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.CalibrationCurve;
import io.mlpipeline.models.core.evaluation.ClassMetrics;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class CalibratedModelTest {
    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** A stump for each of 40 thresholds: a margin that rises with x, three times too steep. */
    private static Model overconfident() {
        TreeEnsemble.Builder trees = TreeEnsemble.builder(List.of("x")).link(Link.LOGISTIC);
        for (int i = -20; i < 20; i++) {
            trees.tree(new int[] {1, -1, -1}, new int[] {2, -1, -1}, new int[3], new boolean[3], new float[] {
                i / 10f, -0.15f, 0.15f
            });
        }
        return trees.build();
    }

    private static TrainingSet rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder rows = TrainingSet.builder(List.of("x"), "y");
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(-2, 2);
            rows.add(new double[] {x}, random.nextDouble() < 1 / (1 + Math.exp(-x)) ? 1 : 0, 0, "");
        }
        return rows.build();
    }

    @Test
    void isotonicAgreesWithScikitLearn() throws IOException {
        JsonNode reference;
        try (InputStream in = CalibrationCurve.class.getResourceAsStream("references.json")) {
            reference = new ObjectMapper().readTree(in).get("isotonic");
        }

        IsotonicSteps steps = IsotonicSteps.fit(
                doubles(reference.get("x")), doubles(reference.get("y")), doubles(reference.get("w")));

        double[] at = doubles(reference.get("at"));
        for (int i = 0; i < at.length; i++) {
            assertThat(steps.probability(at[i]))
                    .isCloseTo(reference.get("is").get(i).asDouble(), within(1e-12));
        }
    }

    @Test
    void plattAgreesWithAnIndependentOptimum() {
        // SciPy 1.10: minimize(method='BFGS', gtol 1e-13) of Platt's loss with his targets.
        PlattScaling fit = PlattScaling.fit(
                new double[] {-2, -1, 0, 1, 2, 3}, new double[] {0, 0, 1, 0, 1, 1}, new double[] {1, 1, 1, 1, 1, 1});

        assertThat(fit.slope()).isCloseTo(0.5355096312209209, within(1e-8));
        assertThat(fit.intercept()).isCloseTo(-0.26775481561306164, within(1e-8));
    }

    @Test
    void correctsAnOverconfidentModelAndKeepsItsOrder() {
        Model model = overconfident();
        TrainingSet test = rows(4000, 2);
        double before = CalibrationCurve.of(test, Evaluation.predictions(model, test), 10)
                .error();
        double auc = ClassMetrics.ROC_AUC.of(test, Evaluation.predictions(model, test));

        for (CalibratedModel calibrated :
                List.of(CalibratedModel.platt(model, rows(4000, 1)), CalibratedModel.isotonic(model, rows(4000, 1)))) {
            double[] predicted = Evaluation.predictions(calibrated, test);

            assertThat(before).isGreaterThan(0.1);
            assertThat(CalibrationCurve.of(test, predicted, 10).error()).isLessThan(0.04);
            assertThat(ClassMetrics.ROC_AUC.of(test, predicted)).isCloseTo(auc, within(0.01));
            assertThat(ClassMetrics.LOG_LOSS.of(test, predicted))
                    .isLessThan(ClassMetrics.LOG_LOSS.of(test, Evaluation.predictions(model, test)));
        }
    }

    @Test
    void isStoredWithTheModelInside() {
        ModelCodecs codecs = ModelCodecs.installed();
        for (CalibratedModel calibrated : List.of(
                CalibratedModel.platt(overconfident(), rows(500, 1)),
                CalibratedModel.isotonic(overconfident(), rows(500, 1)))) {
            Model read = codecs.decode(codecs.encode(calibrated));

            for (double x = -3; x < 3; x += 0.1) {
                assertThat(read.predict(new double[] {x})).isEqualTo(calibrated.predict(new double[] {x}));
            }
        }
    }

    @Test
    void refusesWhatCannotBeCalibrated() {
        TrainingSet rows = rows(50, 1);

        assertThatThrownBy(() -> CalibratedModel.platt(LinearModel.of(List.of("x"), new double[1], 0), rows))
                .hasMessageContaining("two classes");
        assertThatThrownBy(() -> CalibratedModel.platt(overconfident(), rows.where(row -> rows.label(row) == 1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("[1.0]");
        assertThatThrownBy(() -> CalibratedModel.isotonic(
                        overconfident(), TrainingSet.builder(List.of("z"), "y").build()))
                .hasMessageContaining("[z]");
        assertThatThrownBy(() -> IsotonicSteps.of(new double[] {1, 2}, new double[] {0.5, 0.4}))
                .hasMessageContaining("Point 1");
    }
}
