package io.mlpipeline.models.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A linear model has explanations that can be written down. */
class ExplainTest {
    private static final LinearModel SALES =
            LinearModel.of(List.of("price", "stock", "noise"), new double[] {-2, 1, 0}, 100);

    private static TrainingSet rows() {
        SplittableRandom random = new SplittableRandom(1);
        TrainingSet.Builder rows = TrainingSet.builder(SALES.features(), "units");
        for (int i = 0; i < 1000; i++) {
            double[] row = {random.nextDouble(0, 10), random.nextDouble(0, 4), random.nextDouble()};
            rows.add(row, SALES.predict(row), 0, "");
        }
        return rows.build();
    }

    private static double mean(TrainingSet rows, int feature) {
        double sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            sum += rows.value(i, feature);
        }
        return sum / rows.size();
    }

    @Test
    void linearContributionsAreWeightTimesDistanceFromTheMean() {
        TrainingSet rows = rows();

        Explanation explanation = LinearShap.of(SALES, rows).explain(new double[] {3, 2, 0.5});

        assertThat(explanation.of("price")).isCloseTo(-2 * (3 - mean(rows, 0)), within(1e-9));
        assertThat(explanation.of("noise")).isZero();
        assertThat(explanation.margin()).isCloseTo(SALES.predict(new double[] {3, 2, 0.5}), within(1e-9));
        assertThatThrownBy(() -> LinearShap.of(
                        SALES,
                        TrainingSet.builder(SALES.features(), "units")
                                .add(new double[] {1, Double.NaN, 1}, 1, 0, "")
                                .build()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'stock' of background row 0");
    }

    @Test
    void contributionsToTheOddsAreThoseOfTheWeightedSum() {
        TrainingSet rows = rows();
        double[] row = {3, 2, 0.5};
        LogisticModel model = LogisticModel.of(SALES.features(), List.of("stays", "leaves"), SALES.weights(), 0.25);

        Explanation explanation = LinearShap.of(model, rows).explain(row);

        double probability = model.predict(row);
        assertThat(explanation.margin()).isCloseTo(Math.log(probability / (1 - probability)), within(1e-9));
        assertThat(explanation.of("price")).isCloseTo(-2 * (3 - mean(rows, 0)), within(1e-9));
        assertThat(explanation.of("stock")).isCloseTo(2 - mean(rows, 1), within(1e-9));
    }

    @Test
    void eachClassHasContributionsOfItsOwn() {
        TrainingSet rows = rows();
        double[] row = {3, 2, 0.5};
        double[] weights = {1, 0, 0, 0, -2, 0, 0.5, 0.5, 3};
        MultinomialModel model =
                MultinomialModel.of(SALES.features(), List.of("a", "b", "c"), weights, new double[] {1, 2, 3});
        LinearShap shap = LinearShap.of(model, rows);

        assertThat(shap.outputs()).isEqualTo(3);
        assertThat(shap.explain(row, 0).margin()).isCloseTo(1 + 3, within(1e-9));
        assertThat(shap.explain(row, 1).margin()).isCloseTo(2 - 2 * 2, within(1e-9));
        assertThat(shap.explain(row, 2).margin()).isCloseTo(3 + 1.5 + 1 + 1.5, within(1e-9));
        assertThat(shap.explain(row, 1).of("stock")).isCloseTo(-2 * (2 - mean(rows, 1)), within(1e-9));
        assertThat(shap.explain(row, 1).of("price")).isZero();
        assertThatThrownBy(() -> shap.explain(row)).hasMessageContaining("3 outputs");
        assertThatThrownBy(() -> shap.explain(row, 3)).hasMessageContaining("No output 3");
    }

    @Test
    void permutationRanksFeaturesByWhatTheyTell() {
        List<PermutationImportance> importance = PermutationImportance.of(SALES, rows(), Metrics.RMSE, 5, 3);

        assertThat(importance).extracting(PermutationImportance::feature).containsExactly("price", "stock", "noise");
        // Two independent draws from 0 to 10 differ by sqrt(2 * 100 / 12) in the mean square; the weight is 2.
        assertThat(importance.get(0).loss()).isCloseTo(2 * Math.sqrt(200 / 12.0), within(0.3));
        assertThat(importance.get(2).loss()).isZero();
        assertThat(PermutationImportance.of(SALES, rows(), Metrics.RMSE, 5, 3)).isEqualTo(importance);
    }

    @Test
    void partialDependenceFollowsTheModel() {
        TrainingSet rows = rows();

        PartialDependence price = PartialDependence.of(SALES, rows, "price", 11);

        double[] grid = price.grid();
        double[] mean = price.mean();
        assertThat(grid).hasSize(11).isSorted();
        for (int i = 0; i < grid.length; i++) {
            assertThat(mean[i]).isCloseTo(100 - 2 * grid[i] + mean(rows, 1), within(1e-9));
            assertThat(price.curve(7)[i]).isCloseTo(100 - 2 * grid[i] + rows.value(7, 1), within(1e-9));
        }
        assertThatThrownBy(() -> PartialDependence.of(SALES, rows, "colour", 11))
                .hasMessageContaining("'colour'");
        assertThatThrownBy(() -> PartialDependence.of(SALES, rows, "price", 1)).hasMessageContaining("1 points");
    }

    @Test
    void saysWhatAChangeWouldDo() {
        WhatIf whatIf = WhatIf.of(SALES, new double[] {10, 0, 0}).scale("price", 0.5);

        assertThat(whatIf.before()).isEqualTo(80);
        assertThat(whatIf.after()).isEqualTo(90);
        assertThat(whatIf.relativeChange()).isEqualTo(0.125);
        assertThatThrownBy(() -> whatIf.set("colour", 1)).hasMessageContaining("'colour'");
        assertThatThrownBy(() -> whatIf.scale("colour", 1)).hasMessageContaining("'colour'");
        assertThatThrownBy(() -> WhatIf.of(SALES, new double[2])).hasMessageContaining("2 values");
    }

    @Test
    void findsTheFewestAndSmallestChanges() {
        Counterfactuals search = Counterfactuals.of(SALES).range("price", 0, 10).range("stock", 0, 4);
        double[] row = {10, 0, 0};

        // From 80: one unit of price is worth 2, so 84 is 2 less; all of the stock is worth 4, which is its whole
        // range.
        assertThat(search.find(row, 84, Double.POSITIVE_INFINITY)).hasValueSatisfying(found -> {
            assertThat(found.changes()).isEqualTo(Map.of("price", 8.0));
            assertThat(found.prediction()).isEqualTo(84);
            assertThat(found.distance()).isCloseTo(0.2, within(1e-12));
        });
        assertThat(search.find(row, 104, 104).orElseThrow().changes()).isEqualTo(Map.of("price", 0.0, "stock", 4.0));
        assertThat(search.mostChanges(1).find(row, 104, 104)).isEmpty();
        assertThat(search.find(row, 105, 200)).isEmpty();
        assertThat(search.find(row, 70, 90).orElseThrow().changes()).isEmpty();
    }

    @Test
    void refusesSearchesThatCannotFind() {
        Counterfactuals search = Counterfactuals.of(SALES);

        assertThatThrownBy(() -> search.find(new double[3], 1, 2)).hasMessageContaining("give some a range");
        assertThatThrownBy(() -> search.range("colour", 0, 1)).hasMessageContaining("'colour'");
        assertThatThrownBy(() -> search.range("price", 1, 1)).hasMessageContaining("1.0 to 1.0");
        assertThatThrownBy(() -> search.range("price", 0, 1).range("price", 0, 1))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> search.range("price", 0, 1).find(new double[3], 2, 1))
                .hasMessageContaining("2.0");
        assertThatThrownBy(() -> search.mostChanges(4)).hasMessageContaining("got 4");
    }
}
