package io.mlpipeline.models.core.sequence;

import static io.mlpipeline.models.core.training.Ranges.require;

import java.util.ArrayList;
import java.util.List;

/**
 * The network over a {@link SequenceShape}: LSTM layers read the window; what they end with, and an embedding of each static feature,
 * is the context; a layer of rectified units sees the context and what is known of one future step; the output adds to them a linear
 * part of what is known of that step, its values a season before among them.
 *
 * <p>Sources: S. Hochreiter and J. Schmidhuber, Long Short-Term Memory, Neural Computation 9 (1997); R. Wen et al., A Multi-Horizon
 * Quantile Recurrent Forecaster, 2017.
 *
 * @param shape what it sees and says
 * @param hidden the units of each LSTM layer, 1 to 1,024
 * @param layers the LSTM layers, 1 to 8
 * @param units the rectified units, 1 to 1,024
 * @param embedding the numbers that stand for a category of a static feature, 1 to 256
 */
public record LstmArchitecture(SequenceShape shape, int hidden, int layers, int units, int embedding) {
    private static final int MOST_UNITS = 1024;

    /** Checks the sizes. */
    public LstmArchitecture {
        require("number of hidden units", hidden >= 1 && hidden <= MOST_UNITS, "1 to " + MOST_UNITS, hidden);
        require("number of layers", layers >= 1 && layers <= 8, "1 to 8", layers);
        require("number of rectified units", units >= 1 && units <= MOST_UNITS, "1 to " + MOST_UNITS, units);
        require("size of an embedding", embedding >= 1 && embedding <= 256, "1 to 256", embedding);
    }

    /**
     * The weights in the order of the flat array. Gates stand in the order input, forget, cell, output.
     *
     * @return for each LSTM layer {@code input}, {@code recurrent} and {@code bias}, an {@code embedding} for each static feature, then
     *     {@code context}, {@code future}, {@code units.bias}, {@code output}, {@code skip} and {@code output.bias}
     */
    public List<LstmTensor> tensors() {
        List<LstmTensor> tensors = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            int inputs = layer == 0 ? 2 + shape.covariates().size() : hidden;
            add(tensors, "lstm" + layer + ".input", 4 * hidden, inputs);
            add(tensors, "lstm" + layer + ".recurrent", 4 * hidden, hidden);
            add(tensors, "lstm" + layer + ".bias", 4 * hidden, 1);
        }
        for (int i = 0; i < shape.statics().size(); i++) {
            int rows = shape.statics().get(i).categories().size() + 1;
            add(tensors, "embedding" + i, rows, embedding);
        }
        int future = shape.seasons().size() + shape.covariates().size() + 1;
        add(tensors, "context", units, contextWidth());
        add(tensors, "future", units, future);
        add(tensors, "units.bias", units, 1);
        add(tensors, "output", shape.output().width(), units);
        add(tensors, "skip", shape.output().width(), future);
        add(tensors, "output.bias", shape.output().width(), 1);
        return List.copyOf(tensors);
    }

    /**
     * The numbers of the context.
     *
     * @return the hidden units and the embeddings
     */
    public int contextWidth() {
        return hidden + embedding * shape.statics().size();
    }

    private static void add(List<LstmTensor> tensors, String name, int rows, int columns) {
        int offset = size(tensors);
        tensors.add(new LstmTensor(name, rows, columns, offset));
    }

    private static int size(List<LstmTensor> tensors) {
        if (tensors.isEmpty()) {
            return 0;
        }
        LstmTensor last = tensors.get(tensors.size() - 1);
        return last.offset() + last.size();
    }

    /**
     * The number of weights.
     *
     * @return the length of the flat array
     */
    public int size() {
        return size(tensors());
    }

    /**
     * A matrix of weights.
     *
     * @param name its name
     * @return the matrix
     * @throws IllegalArgumentException if there is none of that name
     */
    public LstmTensor tensor(String name) {
        return tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No weights are called '" + name + "'"));
    }
}
