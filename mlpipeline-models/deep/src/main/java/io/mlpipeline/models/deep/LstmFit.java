package io.mlpipeline.models.deep;

import ai.djl.ndarray.NDList;
import io.mlpipeline.models.core.sequence.LstmModel;
import io.mlpipeline.models.core.sequence.TrainedSequenceModel;

/** A trained network beside PyTorch's own, for those who want to see that both say the same. Not thread-safe; close it. */
public final class LstmFit implements AutoCloseable {
    private final TrainedSequenceModel trained;
    private final TorchNetwork torch;
    private final NDList weights;
    private final int epochs;
    private final double validationLoss;

    LstmFit(TrainedSequenceModel trained, TorchNetwork torch, float[] weights, int epochs, double validationLoss) {
        this.trained = trained;
        this.torch = torch;
        this.weights = torch.resident(weights);
        this.epochs = epochs;
        this.validationLoss = validationLoss;
    }

    /**
     * The exported model, which does not need PyTorch.
     *
     * @return the model with its provenance
     */
    public TrainedSequenceModel trained() {
        return trained;
    }

    /**
     * How many epochs were trained.
     *
     * @return 1 or more
     */
    public int epochs() {
        return epochs;
    }

    /**
     * The loss on the steps that were kept apart, of the weights that were chosen.
     *
     * @return pinball loss or negative log-likelihood of scaled values
     */
    public double validationLoss() {
        return validationLoss;
    }

    /**
     * What PyTorch's network says, before it becomes values.
     *
     * @param rows vectors one after the other
     * @param count how many
     * @return its outputs, vector by vector and step by step, as {@link LstmModel#rawOutputs} gives them
     */
    public float[] nativeOutputs(double[] rows, int count) {
        LstmModel model = (LstmModel) trained.model();
        int width = model.features().size();
        Batch batch = Batch.empty(model.encoder(), count);
        double[] vector = new double[width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * width, vector, 0, width);
            batch.put(i, model.encoder(), vector);
        }
        return torch.outputs(weights, batch);
    }

    @Override
    public void close() {
        weights.close();
        torch.close();
    }
}
