package io.mlpipeline.models.spark;

import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.training.Replay;
import io.mlpipeline.models.core.training.TrainingMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;

/** Replays training rows and makes the fit that a caller gets. */
record Proof(Assembled data) {
    /** Spark's own probabilities: that of the second of two classes, or of each. */
    static Replay.Trainer probabilities(ProbabilisticClassificationModel<Vector, ?> model, boolean binary) {
        return (vector, out) -> {
            double[] all = model.predictProbability(Vectors.dense(vector)).toArray();
            System.arraycopy(all, binary ? 1 : 0, out, 0, binary ? 1 : all.length);
        };
    }

    /**
     * Spark's margin of the second of two classes, and its link. Spark itself makes the second probability as 1 less the first, which
     * loses the digits of a small one.
     *
     * @param factor what makes the logarithm of the odds of the margin
     */
    static Replay.Trainer margin(ProbabilisticClassificationModel<Vector, ?> model, double factor) {
        return (vector, out) -> {
            double margin = model.predictRaw(Vectors.dense(vector)).apply(1);
            out[0] = 1 / (1 + StrictMath.exp(-factor * margin));
        };
    }

    <M> SparkFit<M> verified(
            Model model,
            M learned,
            Replay.Trainer trainer,
            ToDoubleFunction<double[]> magnitude,
            List<FeatureImportance> importance,
            String estimator,
            SortedMap<String, String> parameters) {
        TrainingSet sample = sample();
        Replay.verify(model, trainer, sample, magnitude);
        TrainingProvenance provenance = new TrainingProvenance(
                estimator,
                "spark-mllib " + data.rows().sparkSession().version(),
                parameters,
                data.size(),
                data.fingerprint());
        return new SparkFit<>(
                new TrainedModel(model, importance, provenance, TrainingMetrics.of(model, sample)), learned, trainer);
    }

    /** The first rows that Spark finds. */
    private TrainingSet sample() {
        int width = data.features().size();
        List<Row> rows = data.rows()
                .select(Assembled.FEATURES, Assembled.LABEL, Assembled.WEIGHT)
                .limit(Replay.ROWS)
                .collectAsList();
        TrainingSet.Builder sample = TrainingSet.builder(data.features(), Assembled.LABEL);
        rows.forEach(row -> sample.add(Arrays.copyOf(row.<Vector>getAs(0).toArray(), width), row.getDouble(1), 0, ""));
        TrainingSet unweighted = sample.build();
        return data.weighted()
                ? unweighted.withWeights(
                        rows.stream().mapToDouble(row -> row.getDouble(2)).toArray())
                : unweighted;
    }
}
