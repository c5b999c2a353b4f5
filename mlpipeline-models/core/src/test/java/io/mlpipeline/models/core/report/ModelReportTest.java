package io.mlpipeline.models.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.api.report.HtmlReport;
import io.mlpipeline.models.core.evaluation.Bootstrap;
import io.mlpipeline.models.core.evaluation.ClassMetrics;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.evaluation.Segment;
import io.mlpipeline.models.core.explain.TreeShap;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelReportTest {
    private static final List<String> FEATURES = List.of("price", "stock");

    private static TrainedModel trained(Link link) {
        TreeEnsemble model = TreeEnsemble.builder(FEATURES)
                .link(link)
                .tree(
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new int[3],
                        new boolean[3],
                        new float[] {5, 1, -1},
                        new float[] {10, 4, 6})
                .build();
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("max_depth", "1");
        return new TrainedModel(
                model,
                List.of(new FeatureImportance("price", 1)),
                new TrainingProvenance("stump", "none", parameters, 10, "0123abcd"));
    }

    private static TrainingSet rows() {
        SplittableRandom random = new SplittableRandom(1);
        TrainingSet.Builder rows = TrainingSet.builder(FEATURES, "sold");
        for (int i = 0; i < 300; i++) {
            double price = random.nextDouble(0, 10);
            rows.add(new double[] {price, i % 4}, random.nextDouble() * 10 > price ? 1 : 0, 0, "");
        }
        return rows.build();
    }

    @Test
    void tellsEverythingOnOnePage() {
        TrainedModel trained = trained(Link.LOGISTIC);

        String page = HtmlReport.render(ModelReport.of("Will it sell?", trained, rows())
                .metrics(Bootstrap.seed(1).repetitions(50), ClassMetrics.ROC_AUC, ClassMetrics.BRIER)
                .importance()
                .contributions(TreeShap.of((TreeEnsemble) trained.model()))
                .dependence("price", "stock")
                .classes()
                .segments(
                        "By stock",
                        Segment.of(
                                trained.model(), rows(), row -> row % 2 == 0 ? "even" : "odd", ClassMetrics.ACCURACY))
                .build());

        assertThat(page)
                .contains("Will it sell?", "0123abcd", "max_depth", "roc-auc", "brier")
                .contains("What moves predictions", "predicted 1", "as predicted", "By stock", "accuracy")
                .doesNotContain("NaN");
    }

    @Test
    void refusesWhatDoesNotFitTheModel() {
        ModelReport report = ModelReport.of("Sales", trained(Link.IDENTITY), rows());

        assertThatThrownBy(report::classes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> report.dependence("colour")).hasMessageContaining("'colour'");
        assertThatThrownBy(() -> report.metrics(Bootstrap.seed(1))).hasMessageContaining("one metric");
        assertThatThrownBy(() -> report.segments("none", List.of())).hasMessageContaining("no segments");
        assertThatThrownBy(() -> report.contributions(
                        TreeShap.of(TreeEnsemble.builder(List.of("other")).build())))
                .hasMessageContaining("[other]");
        assertThat(HtmlReport.render(report.metrics(Bootstrap.seed(1).repetitions(20), Metrics.RMSE)
                        .build()))
                .contains("rmse");
    }
}
