package io.mlpipeline.models.core.sequence;

import io.mlpipeline.api.model.ModelTask;
import java.util.Arrays;
import java.util.List;

/**
 * A trained LSTM network, evaluated in pure Java and single precision. Immutable and safe for use by many threads; a forecast
 * allocates nothing once its thread has made one.
 *
 * <p>A window of zeros gives zeros. Every forecast is finite.
 */
public final class LstmModel implements SequenceModel {
    private final LstmArchitecture architecture;
    private final SequenceEncoder encoder;
    private final float[] weights;
    private final LstmNetwork network;
    // One a model and not one for all: its size is that of the network.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<LstmWorkspace> workspaces;

    private LstmModel(LstmArchitecture architecture, SequenceEncoder encoder, float[] weights) {
        this.architecture = architecture;
        this.encoder = encoder;
        this.weights = weights;
        this.network = new LstmNetwork(architecture, weights);
        this.workspaces = ThreadLocal.withInitial(() -> new LstmWorkspace(architecture));
    }

    /**
     * Creates a model.
     *
     * @param architecture the network
     * @param encoder what stands before and after it, of the same shape
     * @param weights its weights as {@link LstmArchitecture#tensors()} lays them out, all finite; copied
     * @return the model
     * @throws IllegalArgumentException if the shapes differ, or the weights are too many, too few or not finite
     */
    public static LstmModel of(LstmArchitecture architecture, SequenceEncoder encoder, float[] weights) {
        if (!architecture.shape().equals(encoder.shape())) {
            throw new IllegalArgumentException(
                    "The network is for " + architecture.shape() + ", its encoder for " + encoder.shape());
        }
        if (weights.length != architecture.size()) {
            throw new IllegalArgumentException(
                    weights.length + " weights for a network of " + architecture.size() + ": give one for each");
        }
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException(
                        "A weight is " + weight + ". Maybe training diverged: lower its learning rate");
            }
        }
        return new LstmModel(architecture, encoder, weights.clone());
    }

    @Override
    public ModelTask task() {
        return ModelTask.REGRESSION;
    }

    @Override
    public List<String> features() {
        return shape().features();
    }

    @Override
    public SequenceShape shape() {
        return architecture.shape();
    }

    /**
     * The network.
     *
     * @return its sizes
     */
    public LstmArchitecture architecture() {
        return architecture;
    }

    /**
     * What stands before and after the network.
     *
     * @return the encoder
     */
    public SequenceEncoder encoder() {
        return encoder;
    }

    /**
     * The weights.
     *
     * @return a copy
     */
    public float[] weights() {
        return weights.clone();
    }

    @Override
    public void predict(double[] vector, double[] out) {
        checkVector(vector);
        checkOut(out, 1);
        out[0] = step(vector, 0);
    }

    @Override
    public double predict(double[] vector) {
        checkVector(vector);
        return step(vector, 0);
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        checkBatch(rows, count, out, 1);
        int width = features().size();
        for (int i = 0; i < count; i++) {
            out[i] = step(rows, i * width);
        }
    }

    private double step(double[] rows, int from) {
        int step = shape().horizon() == 1 ? 1 : requireStep(rows[from]);
        LstmWorkspace work = workspaces.get();
        forecast(rows, from, work, work.values, 0);
        return work.values[
                (step - 1) * shape().output().width() + shape().output().center()];
    }

    private int requireStep(double step) {
        if (!(step >= 1 && step <= shape().horizon()) || step != Math.rint(step)) {
            throw new IllegalArgumentException("'step' is " + step + ": the model forecasts the steps 1 to "
                    + shape().horizon() + " after the window");
        }
        return (int) step;
    }

    @Override
    public void forecast(double[] vector, double[] out) {
        checkVector(vector);
        checkOut(out, shape().horizon() * shape().output().width());
        forecast(vector, 0, workspaces.get(), out, 0);
    }

    @Override
    public void forecastBatch(double[] rows, int count, double[] out) {
        int outputs = shape().horizon() * shape().output().width();
        checkBatch(rows, count, out, outputs);
        int width = features().size();
        LstmWorkspace work = workspaces.get();
        for (int i = 0; i < count; i++) {
            forecast(rows, i * width, work, out, i * outputs);
        }
    }

    private void forecast(double[] rows, int from, LstmWorkspace work, double[] out, int outFrom) {
        int width = shape().output().width();
        double scale = run(rows, from, work);
        if (scale == 0) {
            Arrays.fill(out, outFrom, outFrom + shape().horizon() * width, 0);
            return;
        }
        for (int step = 0; step < shape().horizon(); step++) {
            encoder.decode(work.outputs, step * width, scale, out, outFrom + step * width);
        }
    }

    private double run(double[] rows, int from, LstmWorkspace work) {
        double scale = encoder.encode(rows, from, work.past, 0, work.future, 0);
        if (scale > 0) {
            for (int i = 0; i < work.codes.length; i++) {
                work.codes[i] = encoder.code(rows, from, i);
            }
            network.run(work);
        }
        return scale;
    }

    /**
     * What the network itself says, before it becomes values: for comparison with its trainer.
     *
     * @param vector one value a feature
     * @param out receives the network's outputs, step by step
     * @return the scale of the window; 0 if all its values are 0, and the network is not asked
     */
    public double rawOutputs(double[] vector, float[] out) {
        checkVector(vector);
        LstmWorkspace work = workspaces.get();
        double scale = run(vector, 0, work);
        System.arraycopy(work.outputs, 0, out, 0, work.outputs.length);
        return scale;
    }

    private void checkVector(double[] vector) {
        if (vector.length < features().size()) {
            throw new IllegalArgumentException("A vector of " + vector.length + " values for a model of "
                    + features().size() + " features");
        }
    }

    private static void checkOut(double[] out, int outputs) {
        if (out.length < outputs) {
            throw new IllegalArgumentException("Room for " + out.length + " of " + outputs + " outputs");
        }
    }

    private void checkBatch(double[] rows, int count, double[] out, int outputs) {
        int width = features().size();
        if (count < 0 || rows.length < (long) count * width || out.length < (long) count * outputs) {
            throw new IllegalArgumentException("A batch of " + count + " rows needs " + (long) count * width
                    + " values and room for " + (long) count * outputs + " outputs, got " + rows.length + " and "
                    + out.length);
        }
    }

    @Override
    public String toString() {
        return "LstmModel(" + architecture.layers() + " layers of " + architecture.hidden() + ", " + weights.length
                + " weights, " + shape() + ")";
    }
}
