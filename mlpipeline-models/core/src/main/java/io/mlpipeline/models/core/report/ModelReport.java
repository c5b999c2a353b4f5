package io.mlpipeline.models.core.report;

import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.report.BarChart;
import io.mlpipeline.api.report.Block;
import io.mlpipeline.api.report.LineChart;
import io.mlpipeline.api.report.Paragraph;
import io.mlpipeline.api.report.Report;
import io.mlpipeline.api.report.Section;
import io.mlpipeline.api.report.SmallMultiples;
import io.mlpipeline.api.report.Table;
import io.mlpipeline.api.report.TableColumn;
import io.mlpipeline.api.report.Tone;
import io.mlpipeline.api.report.XValues;
import io.mlpipeline.models.core.evaluation.Bootstrap;
import io.mlpipeline.models.core.evaluation.CalibrationCurve;
import io.mlpipeline.models.core.evaluation.ConfusionMatrix;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metric;
import io.mlpipeline.models.core.evaluation.ScoreInterval;
import io.mlpipeline.models.core.evaluation.Segment;
import io.mlpipeline.models.core.explain.Explainer;
import io.mlpipeline.models.core.explain.PartialDependence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model card on one page: its data and parameters, metrics with their intervals, what it looks at, whether its probabilities hold,
 * and how good it is in each segment. Not thread-safe.
 *
 * <pre>{@code
 * Report report = ModelReport.of("House prices", trained, test)
 *         .metrics(Bootstrap.seed(1), RMSE, MAE, R2)
 *         .contributions(TreeShap.of(ensemble))
 *         .dependence("median_income", "latitude")
 *         .segments("By ocean", segments)
 *         .build();
 * HtmlReport.write(report, Path.of("model.html"));
 * }</pre>
 */
public final class ModelReport {
    private static final int FEATURES_SHOWN = 15;
    private static final int ROWS_EXPLAINED = 1000;
    private static final int ROWS_VARIED = 500;
    private static final int CURVE_POINTS = 25;
    private static final int BINS = 10;

    private final String title;
    private final TrainedModel trained;
    private final TrainingSet test;
    private final double[] predicted;
    private final List<Section> sections = new ArrayList<>();

    private ModelReport(String title, TrainedModel trained, TrainingSet test) {
        this.title = title;
        this.trained = trained;
        this.test = test;
        this.predicted = Evaluation.predictions(trained.model(), test);
    }

    /**
     * Starts a report with what the model was made from.
     *
     * @param title what it is about, not blank
     * @param trained the model
     * @param test the hold-out, at least one row
     * @return a report to be added to, in reading order
     * @throws io.mlpipeline.api.error.InvalidDataException if the hold-out does not fit the model
     */
    public static ModelReport of(String title, TrainedModel trained, TrainingSet test) {
        ModelReport report = new ModelReport(title, trained, test);
        report.sections.add(report.origin());
        return report;
    }

    private Section origin() {
        Table.Builder table =
                Table.builder("Where the model comes from", TableColumn.text("What"), TableColumn.text("Value"));
        table.row("estimator", trained.provenance().estimator());
        table.row("library", trained.provenance().library());
        table.row("target", test.target());
        table.row("training rows", trained.provenance().rows());
        table.row("training data", trained.provenance().dataFingerprint());
        table.row("hold-out rows", test.size());
        table.row("features", trained.model().features().size());
        trained.provenance().parameters().forEach((name, value) -> table.row(name, value));
        return Section.of("Origin", List.of(table.build()));
    }

    /**
     * Adds metrics on the hold-out with their intervals.
     *
     * @param bootstrap how the intervals are found
     * @param metrics one or more
     * @return this report
     */
    public ModelReport metrics(Bootstrap bootstrap, Metric... metrics) {
        if (metrics.length == 0) {
            throw new IllegalArgumentException("Name one metric or more");
        }
        Table.Builder table = Table.builder(
                "On " + test.size() + " rows that did not train",
                TableColumn.text("Metric"),
                TableColumn.number("Value"),
                TableColumn.number("From"),
                TableColumn.number("To"),
                TableColumn.percent("Level", 0));
        for (Metric metric : metrics) {
            ScoreInterval each = bootstrap.of(metric, test, predicted);
            table.row(Tone.PLAIN, metric.name(), each.score().value(), each.low(), each.high(), each.level());
        }
        sections.add(Section.of("How good it is", List.of(table.build())));
        return this;
    }

    /**
     * Adds the importance that the learner gave to features.
     *
     * @return this report
     */
    public ModelReport importance() {
        List<FeatureImportance> importance = trained.importance();
        if (importance.isEmpty()) {
            sections.add(Section.of("Importance", List.of(Paragraph.of("The learner weighs no features."))));
            return this;
        }
        BarChart.Builder chart = BarChart.builder("What the learner gained by").unit("%");
        importance.stream().limit(FEATURES_SHOWN).forEach(each -> chart.bar(each.feature(), 100 * each.share()));
        sections.add(Section.of("Importance", List.of(chart.build())));
        return this;
    }

    /**
     * Adds how far each feature moves predictions on average.
     *
     * @param explainer shares out the margins of this model; of several outputs the first is shown
     * @return this report
     */
    public ModelReport contributions(Explainer explainer) {
        List<String> features = trained.model().features();
        if (!explainer.features().equals(features)) {
            throw new IllegalArgumentException(
                    "The explainer is of another model: it takes " + explainer.features() + ", this one " + features);
        }
        int count = Math.min(ROWS_EXPLAINED, test.size());
        double[] values = new double[count * features.size()];
        explainer.contributions(spread(count).toArray(), count, 0, values);
        double[] sizes = new double[features.size()];
        for (int i = 0; i < values.length; i++) {
            sizes[i % sizes.length] += Math.abs(values[i]) / count;
        }
        BarChart.Builder chart = BarChart.builder("Mean absolute Shapley value over " + count + " rows of the hold-out")
                .unit("on the scale of the margin");
        IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sizes[i]))
                .limit(FEATURES_SHOWN)
                .forEach(i -> chart.bar(features.get(i), sizes[i]));
        sections.add(Section.of("What moves predictions", List.of(chart.build())));
        return this;
    }

    /** Evenly spaced rows of the hold-out. */
    private TrainingSet spread(int count) {
        boolean[] chosen = new boolean[test.size()];
        for (int i = 0; i < count; i++) {
            chosen[(int) ((long) i * test.size() / count)] = true;
        }
        return test.where(row -> chosen[row]);
    }

    /**
     * Adds how the prediction depends on features.
     *
     * @param features their names, one or more
     * @return this report
     * @throws IllegalArgumentException if the model has no such feature, or several outputs
     */
    public ModelReport dependence(String... features) {
        TrainingSet rows = spread(Math.min(ROWS_VARIED, test.size()));
        List<LineChart> charts = new ArrayList<>();
        for (String feature : features) {
            PartialDependence curve = PartialDependence.of(trained.model(), rows, feature, CURVE_POINTS);
            charts.add(LineChart.builder(feature)
                    .unit("mean prediction")
                    .series("mean prediction", XValues.numbers(curve.grid()), curve.mean())
                    .build());
        }
        sections.add(Section.of(
                "How it depends on features",
                List.of(SmallMultiples.of("All else as in " + rows.size() + " rows of the hold-out", charts))));
        return this;
    }

    /**
     * Adds which classes are taken for which, and of two classes whether the probabilities hold.
     *
     * @return this report
     * @throws IllegalStateException if the model is no classifier
     */
    public ModelReport classes() {
        Model model = trained.model();
        if (model.task() == ModelTask.REGRESSION) {
            throw new IllegalStateException("A regression has no classes: " + model);
        }
        List<Block> blocks = new ArrayList<>(List.of(confusion()));
        if (model.task() == ModelTask.BINARY) {
            blocks.add(calibration());
        }
        sections.add(Section.of("Classes", blocks));
        return this;
    }

    private Table confusion() {
        ConfusionMatrix matrix = ConfusionMatrix.of(test, predicted);
        List<String> classes = trained.model().classes();
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("Actual")));
        classes.forEach(each -> columns.add(TableColumn.number("predicted " + each)));
        Table.Builder table =
                Table.builder("Rows of each class, by what they were taken for", columns.toArray(TableColumn[]::new));
        for (int i = 0; i < classes.size(); i++) {
            List<Object> cells = new ArrayList<>(List.of(classes.get(i)));
            for (int j = 0; j < classes.size(); j++) {
                cells.add(matrix.weight(i, j));
            }
            table.row(Tone.PLAIN, cells);
        }
        return table.build();
    }

    private LineChart calibration() {
        List<CalibrationCurve.Bin> bins =
                CalibrationCurve.of(test, predicted, BINS).bins();
        XValues x = XValues.numbers(
                bins.stream().mapToDouble(CalibrationCurve.Bin::predicted).toArray());
        double[] observed =
                bins.stream().mapToDouble(CalibrationCurve.Bin::observed).toArray();
        return LineChart.builder("Predicted probability, and how often the class occurs")
                .unit("share of rows")
                .series("observed", x, observed)
                .series("as predicted", XValues.numbers(0, 1), new double[] {0, 1})
                .build();
    }

    /**
     * Adds how good the model is in parts of the hold-out.
     *
     * @param caption what the parts are
     * @param segments one or more, judged by the same metrics
     * @return this report
     */
    public ModelReport segments(String caption, List<Segment> segments) {
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("There are no segments to show");
        }
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("Segment"), TableColumn.number("Rows")));
        segments.get(0).evaluation().scores().forEach(score -> columns.add(TableColumn.number(score.metric())));
        Table.Builder table = Table.builder(caption, columns.toArray(TableColumn[]::new));
        for (Segment segment : segments) {
            List<Object> cells =
                    new ArrayList<>(List.of(segment.name(), segment.evaluation().rows()));
            segment.evaluation().scores().forEach(score -> cells.add(score.value()));
            table.row(Tone.PLAIN, cells);
        }
        sections.add(Section.of("Segments", List.of(table.build())));
        return this;
    }

    /**
     * Builds the report; more may be added and it may be built again.
     *
     * @return an immutable report of what was added so far
     */
    public Report build() {
        Report.Builder report = Report.builder(title)
                .subtitle(trained.provenance().estimator() + " for '" + test.target() + "', judged on " + test.size()
                        + " rows");
        sections.forEach(report::section);
        return report.build();
    }
}
