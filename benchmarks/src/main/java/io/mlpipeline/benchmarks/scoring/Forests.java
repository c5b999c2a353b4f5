package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.models.smile.SmileFit;
import io.mlpipeline.models.smile.SmileForestClassifier;
import io.mlpipeline.models.smile.SmileForestRegressor;
import io.mlpipeline.models.spark.SparkFit;
import io.mlpipeline.models.spark.SparkForestClassifier;
import io.mlpipeline.models.spark.SparkForestRegressor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Random forests that Smile and Spark MLlib grew, exported to our form, beside the libraries' own predictions of one row: no session, no
 * data set. Neither library takes missing values, so these rows have none.
 */
final class Forests {
    private static final int ROWS = 4_000;
    private static final int CLASSES = 7;

    /** What the libraries' own forests are called in tables and figures, and how they predict. */
    private record Forest(String name, String library, TrainedModel trained, ForestScorer.Call call) {}

    private final ScoringData data = ScoringData.of(1).withoutMissing();
    private final TrainingSet numbers = ScoringData.trainingSet(ROWS, 2, ScoringData::fillMissing);
    private final TrainingSet classes = ScoringData.inClasses(numbers, CLASSES);
    private final Report report;

    private Forests(Report report) {
        this.report = report;
    }

    /** Measures all of them. */
    static void run(List<Shape> shapes, Race race, Report report) throws Exception {
        Forests forests = new Forests(report);
        for (Shape shape : shapes) {
            forests.race(race, forests.smile(shape));
        }
        forests.race(race, forests.smileClasses());
        // The models outlive the session, which would work beside the measurements.
        List<Forest> ofSpark = forests.spark(shapes);
        for (Forest forest : ofSpark) {
            forests.race(race, forest);
        }
    }

    private void race(Race race, Forest forest) throws Exception {
        Model model = forest.trained().model();
        report.line("");
        report.line("== " + forest.name() + ": " + model);
        List<Scorer> scorers = List.of(
                new PortableScorer(model, data),
                new ForestScorer(forest.library(), forest.call(), data, model.outputs()));
        race.run(forest.name(), scorers, 1e-12);
    }

    private Forest smile(Shape shape) {
        long start = System.nanoTime();
        SmileFit fit = SmileForestRegressor.builder()
                .trees(shape.trees())
                .maxDepth(shape.depth())
                .minLeafRows(2)
                .threads(2)
                .build()
                .train(numbers);
        return told("smile" + shape, "smile", start, fit.trained(), fit::nativePredict);
    }

    private Forest smileClasses() {
        long start = System.nanoTime();
        SmileFit fit = SmileForestClassifier.builder()
                .trees(100)
                .maxDepth(6)
                .minLeafRows(2)
                .threads(2)
                .build()
                .train(classes);
        return told("smile7class", "smile", start, fit.trained(), fit::nativePredict);
    }

    private List<Forest> spark(List<Shape> shapes) {
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .appName("benchmarks")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        try {
            List<Forest> grown = new ArrayList<>();
            for (Shape shape : shapes) {
                grown.add(spark(session, shape));
            }
            grown.add(sparkClasses(session));
            return grown;
        } finally {
            session.stop();
        }
    }

    private Forest spark(SparkSession session, Shape shape) {
        long start = System.nanoTime();
        SparkFit<?> fit = SparkForestRegressor.builder()
                .trees(shape.trees())
                .maxDepth(shape.depth())
                .build()
                .train(session, numbers);
        return told("spark" + shape, "spark", start, fit.trained(), fit::nativePredict);
    }

    private Forest sparkClasses(SparkSession session) {
        long start = System.nanoTime();
        SparkFit<?> fit =
                SparkForestClassifier.builder().trees(100).maxDepth(6).build().train(session, classes);
        return told("spark7class", "spark", start, fit.trained(), fit::nativePredict);
    }

    private Forest told(String name, String library, long start, TrainedModel trained, ForestScorer.Call call) {
        report.line(String.format(Locale.ROOT, "trained %s in %.0f s", name, (System.nanoTime() - start) / 1e9));
        return new Forest(name, library, trained, call);
    }
}
