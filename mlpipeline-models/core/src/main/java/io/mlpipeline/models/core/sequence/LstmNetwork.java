package io.mlpipeline.models.core.sequence;

import java.util.Arrays;

/**
 * Evaluates the network of an {@link LstmArchitecture} for one vector in single precision. Immutable; each thread brings its own
 * {@link LstmWorkspace}.
 *
 * <p>Matrices are stored as an array for each column, so that the inner loops run over units with one index for all arrays, which the
 * compiler turns into vector instructions; with offsets into one array it does not (measured: five times slower). Gates are
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
    private final float[][][] input;
    private final float[][][] recurrent;
    private final float[][] bias;
    private final float[][] embeddings;
    private final float[][] context;
    private final float[][] future;
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
        this.input = new float[layers][][];
        this.recurrent = new float[layers][][];
        this.bias = new float[layers][];
        for (int layer = 0; layer < layers; layer++) {
            input[layer] = columns(gates(weights, architecture.tensor("lstm" + layer + ".input")), 4 * hidden);
            recurrent[layer] = columns(gates(weights, architecture.tensor("lstm" + layer + ".recurrent")), 4 * hidden);
            bias[layer] = gates(weights, architecture.tensor("lstm" + layer + ".bias"));
        }
        this.embeddings = new float[architecture.shape().statics().size()][];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = plain(weights, architecture.tensor("embedding" + i));
        }
        this.context = columns(plain(weights, architecture.tensor("context")), units);
        this.future = columns(plain(weights, architecture.tensor("future")), units);
        this.unitsBias = plain(weights, architecture.tensor("units.bias"));
        this.output = plain(weights, architecture.tensor("output"));
        this.skip = plain(weights, architecture.tensor("skip"));
        this.outputBias = plain(weights, architecture.tensor("output.bias"));
    }

    private static float[] plain(float[] weights, LstmTensor tensor) {
        return Arrays.copyOfRange(weights, tensor.offset(), tensor.offset() + tensor.size());
    }

    private static float[][] columns(float[] matrix, int rows) {
        float[][] columns = new float[matrix.length / rows][rows];
        for (int column = 0; column < columns.length; column++) {
            for (int row = 0; row < rows; row++) {
                columns[column][row] = matrix[row * columns.length + column];
            }
        }
        return columns;
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
        addProducts(work.base, context, work.context, 0);
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
            readStep(work, 0, work.past, step * pastWidth);
            for (int layer = 1; layer < architecture.layers(); layer++) {
                readStep(work, layer, work.state[layer - 1], 0);
            }
        }
    }

    private void readStep(LstmWorkspace work, int layer, float[] x, int from) {
        float[] gates = work.gates;
        System.arraycopy(bias[layer], 0, gates, 0, gates.length);
        addProducts(gates, input[layer], x, from);
        addProducts(gates, recurrent[layer], work.state[layer], 0);
        FloatTanh.apply(gates, gates, gates.length);
        System.arraycopy(gates, 0, work.enter, 0, hidden);
        System.arraycopy(gates, hidden, work.keep, 0, hidden);
        System.arraycopy(gates, 2 * hidden, work.leave, 0, hidden);
        System.arraycopy(gates, 3 * hidden, work.news, 0, hidden);
        turn(work.cell[layer], work.enter, work.keep, work.news);
        FloatTanh.apply(work.cell[layer], work.state[layer], hidden);
        open(work.state[layer], work.leave);
    }

    /** New cells: what the forget gate keeps, and what the input gate lets in. */
    private static void turn(float[] cell, float[] enter, float[] keep, float[] news) {
        for (int i = 0; i < cell.length; i++) {
            cell[i] = (0.5f + 0.5f * keep[i]) * cell[i] + (0.5f + 0.5f * enter[i]) * news[i];
        }
    }

    private static void open(float[] state, float[] leave) {
        for (int i = 0; i < state.length; i++) {
            state[i] = (0.5f + 0.5f * leave[i]) * state[i];
        }
    }

    private void answer(LstmWorkspace work, int step) {
        float[] activity = work.units;
        System.arraycopy(work.base, 0, activity, 0, units);
        addProducts(activity, future, work.future, step * futureWidth);
        for (int i = 0; i < units; i++) {
            activity[i] = Math.max(0f, activity[i]);
        }
        for (int i = 0; i < outputs; i++) {
            work.outputs[step * outputs + i] = outputBias[i]
                    + dot(skip, i * futureWidth, work.future, step * futureWidth, futureWidth)
                    + dot(output, i * units, activity, 0, units);
        }
    }

    /** Adds a matrix times a vector. */
    private static void addProducts(float[] sums, float[][] columns, float[] x, int from) {
        int column = 0;
        for (; column + 4 <= columns.length; column += 4) {
            int at = from + column;
            addFour(
                    sums,
                    columns[column],
                    x[at],
                    columns[column + 1],
                    x[at + 1],
                    columns[column + 2],
                    x[at + 2],
                    columns[column + 3],
                    x[at + 3]);
        }
        for (; column < columns.length; column++) {
            addOne(sums, columns[column], x[from + column]);
        }
    }

    /** Four columns a pass: more are no longer turned into vector instructions by Java 17. */
    private static void addFour(
            float[] sums, float[] a, float ax, float[] b, float bx, float[] c, float cx, float[] d, float dx) {
        for (int row = 0; row < sums.length; row++) {
            float sum = Math.fma(a[row], ax, sums[row]);
            sum = Math.fma(b[row], bx, sum);
            sum = Math.fma(c[row], cx, sum);
            sums[row] = Math.fma(d[row], dx, sum);
        }
    }

    private static void addOne(float[] sums, float[] a, float ax) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] = Math.fma(a[row], ax, sums[row]);
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
