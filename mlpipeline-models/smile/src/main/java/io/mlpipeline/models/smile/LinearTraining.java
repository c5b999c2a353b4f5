package io.mlpipeline.models.smile;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.profile.Moments;
import io.mlpipeline.models.core.training.Importance;
import io.mlpipeline.models.core.training.Replay;
import io.mlpipeline.models.core.training.TrainingMetrics;
import java.util.Arrays;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.vector.DoubleVector;
import smile.regression.LinearModel;

/**
 * One training run of a linear regression.
 *
 * <p>Smile learns the label less its mean: its elastic net pads the label with zeros, which is right for a label of mean 0 alone. And
 * it sees only the features that vary, as it divides by their deviations.
 */
final class LinearTraining {
    private final SmileLinearRegression regression;
    private final TrainingSet data;
    private final double[] deviations;
    /** The features that vary. */
    private final int[] used;

    private final double mean;

    LinearTraining(SmileLinearRegression regression, TrainingSet data) {
        this.regression = regression;
        this.data = data;
        this.deviations = new double[data.features().size()];
        Arrays.setAll(deviations, this::deviation);
        this.used = IntStream.range(0, deviations.length)
                .filter(i -> deviations[i] > 0)
                .toArray();
        Moments labels = new Moments();
        for (double label : data.labels()) {
            labels.add(label);
        }
        this.mean = labels.mean();
    }

    private double deviation(int feature) {
        Moments moments = new Moments();
        for (int i = 0; i < data.size(); i++) {
            moments.add(data.value(i, feature));
        }
        return data.size() < 2 ? 0 : Math.sqrt(moments.variance());
    }

    SmileFit run() {
        if (used.length == 0) {
            throw new InvalidDataException("Every feature is the same in all " + data.size() + " rows: "
                    + data.features() + ", so there is nothing to learn from");
        }
        if (regression.penalty() == Penalty.NONE && data.size() <= used.length + 1) {
            throw new InvalidDataException("Least squares needs more rows than weights, got " + data.size()
                    + " rows for " + (used.length + 1) + " weights. Use ridge(...), or fewer features");
        }
        LinearModel learned = learn();
        double[] weights = new double[deviations.length];
        boolean interceptFirst = regression.penalty() == Penalty.NONE;
        double[] coefficients = learned.coefficients();
        for (int i = 0; i < used.length; i++) {
            weights[used[i]] = coefficients[interceptFirst ? i + 1 : i];
        }
        double intercept = mean + learned.intercept() + (interceptFirst ? coefficients[0] : 0);
        io.mlpipeline.models.core.model.LinearModel model = export(weights, intercept);
        Replay.Trainer trainer = trainer(learned, interceptFirst);
        Replay.verify(model, trainer, data, vector -> magnitude(weights, intercept, vector));
        double[] effects = new double[weights.length];
        Arrays.setAll(effects, i -> Math.abs(weights[i]) * deviations[i]);
        return new SmileFit(
                new TrainedModel(
                        model,
                        Importance.shares(data.features(), effects),
                        Smile.provenance(regression.name(), regression.parameters(), data),
                        TrainingMetrics.of(model, data)),
                trainer);
    }

    private LinearModel learn() {
        try {
            return Smile.onOneThread(() -> regression.learn(frame()));
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "Smile's linear regression needs OpenBLAS for this platform, "
                            + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ": "
                            + e.getMessage()
                            + ". Add org.bytedeco:openblas:0.3.10-1.5.4 and org.bytedeco:javacpp:1.5.4, each also with the"
                            + " platform's classifier, such as linux-x86_64, or train with Spark",
                    e);
        }
    }

    private DataFrame frame() {
        String[] names = Smile.columns(used.length);
        DoubleVector[] columns = new DoubleVector[used.length + 1];
        for (int j = 0; j < used.length; j++) {
            double[] values = new double[data.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.value(i, used[j]);
            }
            columns[j] = DoubleVector.of(names[j], values);
        }
        double[] labels = data.labels();
        Arrays.setAll(labels, i -> labels[i] - mean);
        columns[used.length] = DoubleVector.of(Smile.LABEL, labels);
        return DataFrame.of(columns);
    }

    private io.mlpipeline.models.core.model.LinearModel export(double[] weights, double intercept) {
        if (!Double.isFinite(intercept) || !Arrays.stream(weights).allMatch(Double::isFinite)) {
            throw new InvalidDataException("Smile found no finite weights for " + data.features() + ": "
                    + Arrays.toString(weights)
                    + ". Maybe features are too large to be squared: standardise them in the feature pipeline");
        }
        return io.mlpipeline.models.core.model.LinearModel.of(data.features(), weights, intercept);
    }

    private Replay.Trainer trainer(LinearModel learned, boolean interceptFirst) {
        return (vector, out) -> {
            double[] row = new double[interceptFirst ? used.length + 1 : used.length];
            row[0] = 1;
            for (int i = 0; i < used.length; i++) {
                row[interceptFirst ? i + 1 : i] = vector[used[i]];
            }
            out[0] = mean + learned.predict(row);
        };
    }

    /** The sum of the absolute values of what is added up: what rounding errors are relative to. */
    private static double magnitude(double[] weights, double intercept, double[] vector) {
        double sum = Math.abs(intercept);
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs(weights[i] * vector[i]);
        }
        return sum;
    }
}
