package io.mlpipeline.models.core.sequence;

import java.util.Arrays;

/**
 * Evaluates the network of an {@link LstmArchitecture} for one vector in single precision. Immutable; each thread brings its own
 * {@link LstmWorkspace}.
 *
 * <p>Matrices are stored column by column, so that the inner loops run over units and the compiler computes several at once. Gates are
 * reordered to input, forget, output, cell, and the first three halved, as the logistic function of x is (1 + tanh(x / 2)) / 2: one
 * loop of tanh then serves all four. Fused multiply-add is exact by definition, so the bits are the same on every machine.
 */
final class LstmNetwork {
    private final LstmArchitecture architecture;
    private final int hidden;
    private final int units;
    private final int pastWidth;
    private final int futureWidth;
    private final int outputs;
    private final float[][] input;
    private final float[][] recurrent;
    private final float[][] bias;
    private final float[][] embeddings;
    private final float[] context;
    private final float[] future;
    private final float[] unitsBias;
    private final float[] output;
    private final float[] skip;
    private final float[] outputBias;

    LstmNetwork(LstmArchitecture architecture, float[] weights) {
        this.architecture = architecture;
        this.hidden = architecture.hidden();
        this.units = architecture.units();
        this.pastWidth = architecture.tensor("lstm0.input").columns();
        this.futureWidth = architecture.tensor("future").columns();
        this.outputs = architecture.shape().output().width();
        int layers = architecture.layers();
        this.input = new float[layers][];
        this.recurrent = new float[layers][];
        this.bias = new float[layers][];
        for (int layer = 0; layer < layers; layer++) {
            input[layer] = transposed(gates(weights, architecture.tensor("lstm" + layer + ".input")), 4 * hidden);
            recurrent[layer] =
                    transposed(gates(weights, architecture.tensor("lstm" + layer + ".recurrent")), 4 * hidden);
            bias[layer] = gates(weights, architecture.tensor("lstm" + layer + ".bias"));
        }
        this.embeddings = new float[architecture.shape().statics().size()][];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = plain(weights, architecture.tensor("embedding" + i));
        }
        this.context = transposed(plain(weights, architecture.tensor("context")), units);
        this.future = transposed(plain(weights, architecture.tensor("future")), units);
        this.unitsBias = plain(weights, architecture.tensor("units.bias"));
        this.output = plain(weights, architecture.tensor("output"));
        this.skip = plain(weights, architecture.tensor("skip"));
        this.outputBias = plain(weights, architecture.tensor("output.bias"));
    }

    private static float[] plain(float[] weights, LstmTensor tensor) {
        return Arrays.copyOfRange(weights, tensor.offset(), tensor.offset() + tensor.size());
    }

    private static float[] transposed(float[] matrix, int rows) {
        int columns = matrix.length / rows;
        float[] transposed = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = matrix[row * columns + column];
            }
        }
        return transposed;
    }

    /** From input, forget, cell, output to half of input, forget and output, and cell. */
    private static float[] gates(float[] weights, LstmTensor tensor) {
        int quarter = tensor.size() / 4;
        float[] gates = new float[tensor.size()];
        int[] from = {0, 1, 3, 2};
        for (int gate = 0; gate < 4; gate++) {
            float factor = gate < 3 ? 0.5f : 1;
            for (int i = 0; i < quarter; i++) {
                gates[gate * quarter + i] = factor * weights[tensor.offset() + from[gate] * quarter + i];
            }
        }
        return gates;
    }

    /** Reads the workspace's past, future and codes, and leaves the outputs of each step there. */
    void run(LstmWorkspace work) {
        readWindow(work);
        for (int i = 0; i < embeddings.length; i++) {
            int size = architecture.embedding();
            System.arraycopy(embeddings[i], work.codes[i] * size, work.context, hidden + i * size, size);
        }
        System.arraycopy(work.state[architecture.layers() - 1], 0, work.context, 0, hidden);
        System.arraycopy(unitsBias, 0, work.base, 0, units);
        addProducts(work.base, units, context, work.context, 0, work.context.length);
        for (int step = 0; step < architecture.shape().horizon(); step++) {
            answer(work, step);
        }
    }

    private void readWindow(LstmWorkspace work) {
        for (int layer = 0; layer < architecture.layers(); layer++) {
            Arrays.fill(work.state[layer], 0);
            Arrays.fill(work.cell[layer], 0);
        }
        for (int step = 0; step < architecture.shape().window(); step++) {
            readStep(work, 0, work.past, step * pastWidth, pastWidth);
            for (int layer = 1; layer < architecture.layers(); layer++) {
                readStep(work, layer, work.state[layer - 1], 0, hidden);
            }
        }
    }

    private void readStep(LstmWorkspace work, int layer, float[] x, int from, int width) {
        float[] gates = work.gates;
        System.arraycopy(bias[layer], 0, gates, 0, gates.length);
        addProducts(gates, gates.length, input[layer], x, from, width);
        addProducts(gates, gates.length, recurrent[layer], work.state[layer], 0, hidden);
        FloatTanh.apply(gates, gates, gates.length);
        turn(gates, work.cell[layer], hidden);
        FloatTanh.apply(work.cell[layer], work.state[layer], hidden);
        open(gates, work.state[layer], hidden);
    }

    /** New cells: what the forget gate keeps, and what the input gate lets in. */
    private static void turn(float[] gates, float[] cell, int hidden) {
        for (int i = 0; i < hidden; i++) {
            float enter = 0.5f + 0.5f * gates[i];
            float keep = 0.5f + 0.5f * gates[hidden + i];
            cell[i] = keep * cell[i] + enter * gates[3 * hidden + i];
        }
    }

    private static void open(float[] gates, float[] state, int hidden) {
        for (int i = 0; i < hidden; i++) {
            state[i] = (0.5f + 0.5f * gates[2 * hidden + i]) * state[i];
        }
    }

    private void answer(LstmWorkspace work, int step) {
        float[] activity = work.units;
        System.arraycopy(work.base, 0, activity, 0, units);
        addProducts(activity, units, future, work.future, step * futureWidth, futureWidth);
        for (int i = 0; i < units; i++) {
            activity[i] = Math.max(0f, activity[i]);
        }
        for (int i = 0; i < outputs; i++) {
            work.outputs[step * outputs + i] = outputBias[i]
                    + dot(skip, i * futureWidth, work.future, step * futureWidth, futureWidth)
                    + dot(output, i * units, activity, 0, units);
        }
    }

    /** Adds a matrix times a vector: the matrix is stored column by column. */
    private static void addProducts(float[] sums, int rows, float[] matrix, float[] x, int from, int columns) {
        int column = 0;
        for (; column + 4 <= columns; column += 4) {
            addFour(sums, rows, matrix, column * rows, x, from + column);
        }
        for (; column < columns; column++) {
            float factor = x[from + column];
            int at = column * rows;
            for (int row = 0; row < rows; row++) {
                sums[row] = Math.fma(matrix[at + row], factor, sums[row]);
            }
        }
    }

    private static void addFour(float[] sums, int rows, float[] matrix, int at, float[] x, int from) {
        float x0 = x[from];
        float x1 = x[from + 1];
        float x2 = x[from + 2];
        float x3 = x[from + 3];
        int at1 = at + rows;
        int at2 = at1 + rows;
        int at3 = at2 + rows;
        for (int row = 0; row < rows; row++) {
            float sum = Math.fma(matrix[at + row], x0, sums[row]);
            sum = Math.fma(matrix[at1 + row], x1, sum);
            sum = Math.fma(matrix[at2 + row], x2, sum);
            sums[row] = Math.fma(matrix[at3 + row], x3, sum);
        }
    }

    private static float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            s0 = Math.fma(a[aFrom + i], b[bFrom + i], s0);
            s1 = Math.fma(a[aFrom + i + 1], b[bFrom + i + 1], s1);
            s2 = Math.fma(a[aFrom + i + 2], b[bFrom + i + 2], s2);
            s3 = Math.fma(a[aFrom + i + 3], b[bFrom + i + 3], s3);
        }
        for (; i < count; i++) {
            s0 = Math.fma(a[aFrom + i], b[bFrom + i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }
}
