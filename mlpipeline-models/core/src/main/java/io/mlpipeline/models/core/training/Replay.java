package io.mlpipeline.models.core.training;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The proof that an exported model predicts what its trainer does: both are given the same rows, and a difference is an error. */
public final class Replay {
    /** The most rows that are replayed. */
    public static final int ROWS = 2000;

    private static final double TOLERANCE = 1e-12;

    private Replay() {}

    /** What a trainer's own model predicts. */
    @FunctionalInterface
    public interface Trainer {
        /**
         * Predicts one row.
         *
         * @param vector one value a feature
         * @param out receives what the exported model's {@code predict} gives
         */
        void predict(double[] vector, double[] out);
    }

    /**
     * Replays up to {@link #ROWS} evenly spaced rows of the data.
     *
     * @param model the exported model
     * @param trainer the trainer's own
     * @param data the training data
     * @param magnitude of a row, the sum of the absolute values of what is added up before a link, to which its rounding errors are
     *     relative; 0 where the prediction says it
     * @throws IllegalStateException if an output differs by more than 1e-12, relatively
     */
    public static void verify(Model model, Trainer trainer, TrainingSet data, ToDoubleFunction<double[]> magnitude) {
        int count = Math.min(ROWS, data.size());
        double[] theirs = new double[model.outputs()];
        double[] vector = new double[model.features().size()];
        for (int i = 0; i < count; i++) {
            data.copyRow((int) ((long) i * data.size() / count), vector);
            trainer.predict(vector, theirs);
            verify(model, vector, theirs, magnitude.applyAsDouble(vector));
        }
    }

    /**
     * Compares one row.
     *
     * @param model the exported model
     * @param vector the row
     * @param theirs what the trainer predicts for it
     * @param magnitude what rounding errors are relative to, before a link; 0 where the prediction says it
     * @throws IllegalStateException if an output differs by more than 1e-12, relatively
     */
    public static void verify(Model model, double[] vector, double[] theirs, double magnitude) {
        double[] ours = new double[model.outputs()];
        model.predict(vector, ours);
        for (int i = 0; i < ours.length; i++) {
            double allowed = TOLERANCE * scale(model.task(), Math.abs(theirs[i]), magnitude);
            if (!(Math.abs(ours[i] - theirs[i]) <= allowed)) {
                throw new IllegalStateException("The exported model predicts " + Arrays.toString(ours)
                        + " where its trainer predicts " + Arrays.toString(theirs) + ", for "
                        + Arrays.toString(vector)
                        + ", so it is not used. Please report this with the data and parameters");
            }
        }
    }

    /** An error of a sum is one of a prediction, but of a probability a relative one: p e^error. */
    private static double scale(ModelTask task, double prediction, double magnitude) {
        return task == ModelTask.REGRESSION ? Math.max(prediction, magnitude) : prediction * Math.max(1, magnitude);
    }
}
