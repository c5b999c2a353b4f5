package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * From a request to a prediction: features, then model. Safe for use by many threads, virtual ones too.
 *
 * <p>It keeps the scratch memory of as many calls as ever ran at the same time and uses it again.
 */
public final class Predictor {
    private final FittedFeatures features;
    private final Model model;
    private final Schema rows;
    private final Queue<Scratch> idle = new ConcurrentLinkedQueue<>();

    Predictor(FittedFeatures features, Model model, Schema rows) {
        this.features = features;
        this.model = model;
        this.rows = rows;
        idle.add(new Scratch());
    }

    /** What one call at a time works with. */
    private final class Scratch {
        private final Kernel kernel = features.kernel(rows);
        private final double[] vector = new double[features.names().size()];
        private final double[] outputs = new double[model.outputs()];
    }

    /**
     * The layout of the rows that this predictor takes.
     *
     * @return the schema
     */
    public Schema schema() {
        return rows;
    }

    /**
     * Predicts one row with a single-output model.
     *
     * @param request a row of this predictor's {@link #schema()}
     * @param history the past of its series; {@link History#none()} where features need none
     * @return the prediction; {@code NaN} if the model cannot predict without a feature that is missing
     * @throws io.mlpipeline.api.error.InvalidDataException if the row has no key or time and a feature needs it
     * @throws IllegalArgumentException if the row has another schema
     * @throws IllegalStateException if the model has several outputs
     */
    public double predict(Row request, History history) {
        requireOneOutput();
        Scratch scratch = take();
        try {
            transform(request, history, scratch);
            model.predict(scratch.vector, scratch.outputs);
            return scratch.outputs[0];
        } finally {
            idle.add(scratch);
        }
    }

    /**
     * Predicts one row with a model of any number of outputs.
     *
     * @param request a row of this predictor's {@link #schema()}
     * @param history the past of its series; {@link History#none()} where features need none
     * @param out receives one value an output
     * @throws io.mlpipeline.api.error.InvalidDataException if the row has no key or time and a feature needs it
     * @throws IllegalArgumentException if the row has another schema or {@code out} is too short
     */
    public void predict(Row request, History history, double[] out) {
        Scratch scratch = take();
        try {
            transform(request, history, scratch);
            model.predict(scratch.vector, out);
        } finally {
            idle.add(scratch);
        }
    }

    /**
     * Predicts many rows with a single-output model.
     *
     * @param requests rows of this predictor's {@link #schema()}
     * @param history the past of their series
     * @return one prediction a row
     * @throws io.mlpipeline.api.error.InvalidDataException if a row has no key or time and a feature needs it
     * @throws IllegalArgumentException if the frame has another schema
     * @throws IllegalStateException if the model has several outputs
     */
    public double[] predict(Frame requests, History history) {
        requireOneOutput();
        double[] predictions = new double[requests.size()];
        model.predictBatch(vectors(requests, history), predictions.length, predictions);
        return predictions;
    }

    private double[] vectors(Frame requests, History history) {
        int width = features.names().size();
        double[] vectors = new double[Math.multiplyExact(requests.size(), width)];
        Scratch scratch = take();
        try {
            for (Frame.Cursor row = requests.cursor(); row.next(); ) {
                transform(row, history, scratch);
                System.arraycopy(scratch.vector, 0, vectors, row.position() * width, width);
            }
        } finally {
            idle.add(scratch);
        }
        return vectors;
    }

    /**
     * The feature vector behind a prediction, for explanations and logs.
     *
     * @param request a row of this predictor's {@link #schema()}
     * @param history the past of its series
     * @return a new vector in the order of the model's features
     * @throws io.mlpipeline.api.error.InvalidDataException if the row has no key or time and a feature needs it
     * @throws IllegalArgumentException if the row has another schema
     */
    public double[] vector(Row request, History history) {
        Scratch scratch = take();
        try {
            transform(request, history, scratch);
            return scratch.vector.clone();
        } finally {
            idle.add(scratch);
        }
    }

    private void transform(Row request, History history, Scratch scratch) {
        if (request.schema() != rows && !request.schema().equals(rows)) {
            throw new IllegalArgumentException(
                    "This predictor takes rows of " + rows + ", got one of " + request.schema());
        }
        scratch.kernel.transform(request, history, scratch.vector);
    }

    private Scratch take() {
        Scratch scratch = idle.poll();
        return scratch == null ? new Scratch() : scratch;
    }

    private void requireOneOutput() {
        if (model.outputs() != 1) {
            throw new IllegalStateException(
                    "The model has " + model.outputs() + " outputs; call predict(request, history, out)");
        }
    }

    @Override
    public String toString() {
        return "Predictor(" + rows + " -> " + model + ")";
    }
}
