package io.mlpipeline.models.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LstmModelTest {
    private static final StaticFeature TOWN = new StaticFeature("town", List.of("north", "south", "east"));
    private static final SequenceShape SHAPE = SequenceShape.builder("units", 10, 5)
            .seasons(3, 7)
            .covariates(List.of("price", "promo"))
            .with(TOWN)
            .output(SequenceOutput.quantiles(0.1, 0.5, 0.9))
            .build();
    private static final LstmModel MODEL = model(SHAPE, 2, 6);

    private static LstmModel model(SequenceShape shape, int layers, int hidden) {
        LstmArchitecture architecture = new LstmArchitecture(shape, hidden, layers, 5, 3);
        SplittableRandom random = new SplittableRandom(3);
        float[] weights = new float[architecture.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-1, 1);
        }
        double[] centers = new double[shape.covariates().size()];
        double[] spreads = new double[centers.length];
        Arrays.fill(spreads, 2);
        return LstmModel.of(architecture, SequenceEncoder.of(shape, centers, spreads), weights);
    }

    private static double[] vector(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] vector = new double[SHAPE.features().size()];
        Arrays.setAll(vector, i -> random.nextDouble(0, 4));
        vector[0] = 1;
        vector[vector.length - 1] = 2;
        return vector;
    }

    private static double[] forecast(SequenceModel model, double[] vector) {
        double[] out =
                new double[model.shape().horizon() * model.shape().output().width()];
        model.forecast(vector, out);
        return out;
    }

    /** The network written down once more, gate by gate and in double precision. */
    private static double[] byHand(LstmModel model, float[] past, float[] future, int code) {
        LstmArchitecture a = model.architecture();
        int hidden = a.hidden();
        double[][] h = new double[a.layers()][hidden];
        double[][] c = new double[a.layers()][hidden];
        int width = model.encoder().pastWidth();
        for (int step = 0; step < a.shape().window(); step++) {
            double[] x = new double[width];
            for (int i = 0; i < width; i++) {
                x[i] = past[step * width + i];
            }
            for (int layer = 0; layer < a.layers(); layer++) {
                double[] g = new double[4 * hidden];
                for (int j = 0; j < g.length; j++) {
                    g[j] = weight(model, "lstm" + layer + ".bias", j, 0);
                    for (int k = 0; k < x.length; k++) {
                        g[j] += weight(model, "lstm" + layer + ".input", j, k) * x[k];
                    }
                    for (int k = 0; k < hidden; k++) {
                        g[j] += weight(model, "lstm" + layer + ".recurrent", j, k) * h[layer][k];
                    }
                }
                for (int j = 0; j < hidden; j++) {
                    c[layer][j] = logistic(g[hidden + j]) * c[layer][j] + logistic(g[j]) * Math.tanh(g[2 * hidden + j]);
                }
                double[] next = new double[hidden];
                for (int j = 0; j < hidden; j++) {
                    next[j] = logistic(g[3 * hidden + j]) * Math.tanh(c[layer][j]);
                }
                h[layer] = next;
                x = next;
            }
        }
        return answers(model, h[a.layers() - 1], future, code);
    }

    private static double[] answers(LstmModel model, double[] state, float[] future, int code) {
        LstmArchitecture a = model.architecture();
        int quantiles = a.shape().output().width();
        int width = model.encoder().futureWidth();
        double[] out = new double[a.shape().horizon() * quantiles];
        for (int step = 0; step < a.shape().horizon(); step++) {
            double[] units = new double[a.units()];
            for (int j = 0; j < units.length; j++) {
                double sum = weight(model, "units.bias", j, 0);
                for (int k = 0; k < a.contextWidth(); k++) {
                    double z = k < a.hidden() ? state[k] : weight(model, "embedding0", code, k - a.hidden());
                    sum += weight(model, "context", j, k) * z;
                }
                for (int k = 0; k < width; k++) {
                    sum += weight(model, "future", j, k) * future[step * width + k];
                }
                units[j] = Math.max(0, sum);
            }
            for (int q = 0; q < quantiles; q++) {
                double sum = weight(model, "output.bias", q, 0);
                for (int j = 0; j < units.length; j++) {
                    sum += weight(model, "output", q, j) * units[j];
                }
                for (int k = 0; k < width; k++) {
                    sum += weight(model, "skip", q, k) * future[step * width + k];
                }
                out[step * quantiles + q] = sum;
            }
        }
        return out;
    }

    private static double weight(LstmModel model, String tensor, int row, int column) {
        LstmTensor found = model.architecture().tensor(tensor);
        return model.weights()[found.offset() + row * found.columns() + column];
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void agreesWithTheNetworkWrittenDownGateByGate() {
        SequenceEncoder encoder = MODEL.encoder();
        float[] past = new float[SHAPE.window() * encoder.pastWidth()];
        float[] future = new float[SHAPE.horizon() * encoder.futureWidth()];
        float[] ours = new float[15];
        for (int seed = 0; seed < 20; seed++) {
            double[] vector = vector(seed);
            encoder.encode(vector, 0, past, 0, future, 0);
            MODEL.rawOutputs(vector, ours);
            double[] theirs = byHand(MODEL, past, future, 2);
            for (int i = 0; i < ours.length; i++) {
                assertThat((double) ours[i]).isCloseTo(theirs[i], within(2e-6 * Math.max(1, Math.abs(theirs[i]))));
            }
        }
    }

    @Test
    void computesTheTangentWithinAFewRoundingErrors() {
        float[] x = new float[200_001];
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 100_000) * 2e-4f;
        }
        FloatTanh.apply(x, y, x.length);
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(y[i] - Math.tanh(x[i]))).isLessThan(5e-7);
        }
    }

    @Test
    void predictsTheMedianOfTheStepThatIsAskedFor() {
        double[] vector = vector(1);
        double[] all = forecast(MODEL, vector);
        for (int step = 1; step <= 5; step++) {
            vector[0] = step;
            assertThat(MODEL.predict(vector)).isEqualTo(all[3 * (step - 1) + 1]);
        }
        for (double step : new double[] {0, 6, 1.5, Double.NaN}) {
            vector[0] = step;
            assertThatThrownBy(() -> MODEL.predict(vector))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'step' is " + step)
                    .hasMessageContaining("1 to 5");
        }
    }

    @Test
    void forecastsABatchBitForBitAsItForecastsRows() {
        int width = SHAPE.features().size();
        double[] rows = new double[7 * width];
        double[] out = new double[7 * 15];
        for (int i = 0; i < 7; i++) {
            System.arraycopy(vector(i), 0, rows, i * width, width);
        }
        MODEL.forecastBatch(rows, 7, out);
        for (int i = 0; i < 7; i++) {
            assertThat(Arrays.copyOfRange(out, i * 15, (i + 1) * 15)).isEqualTo(forecast(MODEL, vector(i)));
        }
        assertThatThrownBy(() -> MODEL.forecastBatch(rows, 8, out)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void forecastsTheSameAtEveryScale() {
        double[] usual = forecast(MODEL, vector(4));
        for (double factor : new double[] {1e12, 1e-12, 1e300, 1e-300}) {
            double[] vector = vector(4);
            for (int i = 0; i < SHAPE.window(); i++) {
                vector[SHAPE.valuesAt() + i] *= factor;
            }
            double[] scaled = forecast(MODEL, vector);
            for (int i = 0; i < usual.length; i++) {
                assertThat(scaled[i] / factor).isCloseTo(usual[i], within(1e-6 * Math.max(1, Math.abs(usual[i]))));
            }
        }
    }

    @Test
    void forecastsFiniteNumbersFromOddWindows() {
        for (double value : new double[] {0, 1, -3, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-310}) {
            double[] vector = vector(5);
            Arrays.fill(vector, SHAPE.valuesAt(), SHAPE.covariateAt(0), value);
            assertThat(Arrays.stream(forecast(MODEL, vector))).allMatch(Double::isFinite);
        }
        double[] lonely = vector(5);
        Arrays.fill(lonely, SHAPE.valuesAt(), SHAPE.covariateAt(0) - 1, Double.NaN);
        assertThat(Arrays.stream(forecast(MODEL, lonely))).allMatch(Double::isFinite);
    }

    @Test
    void forecastsZerosFromZeros() {
        double[] vector = vector(6);
        Arrays.fill(vector, SHAPE.valuesAt(), SHAPE.covariateAt(0), 0);

        assertThat(forecast(MODEL, vector)).containsOnly(0.0);
    }

    @Test
    void refusesWindowsWithoutAValueAndInfiniteNumbers() {
        double[] empty = vector(6);
        Arrays.fill(empty, SHAPE.valuesAt(), SHAPE.covariateAt(0), Double.NaN);
        assertThatThrownBy(() -> forecast(MODEL, empty))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("No value of 'units'")
                .hasMessageContaining("10 steps");

        double[] infinite = vector(6);
        infinite[SHAPE.valuesAt() + 8] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> forecast(MODEL, infinite))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'units' is Infinity 2 steps before");

        double[] price = vector(6);
        price[SHAPE.covariateAt(0)] = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> forecast(MODEL, price))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'price' is -Infinity");
    }

    @Test
    void takesAMissingCovariateForItsMeanAndAStrangeCodeForUnknown() {
        double[] missing = vector(7);
        double[] average = vector(7);
        missing[SHAPE.covariateAt(1) + 3] = Double.NaN;
        average[SHAPE.covariateAt(1) + 3] = 0;
        assertThat(forecast(MODEL, missing)).isEqualTo(forecast(MODEL, average));

        double[] unknown = vector(7);
        unknown[SHAPE.staticsAt()] = StaticFeature.UNKNOWN;
        for (double code : new double[] {TOWN.code("west"), -1, 4, Double.NaN, 1e18}) {
            double[] strange = vector(7);
            strange[SHAPE.staticsAt()] = code;
            assertThat(forecast(MODEL, strange)).isEqualTo(forecast(MODEL, unknown));
        }
        assertThat(forecast(MODEL, vector(7))).isNotEqualTo(forecast(MODEL, unknown));
    }

    @Test
    void ordersQuantilesAndKeepsDemandAboveZero() {
        SequenceShape shape = SequenceShape.builder("units", 4, 3)
                .nonNegative(true)
                .logarithm(true)
                .build();
        LstmModel model = model(shape, 1, 4);
        double[] vector = {1, -5, 3, -2, -4};
        double[] out = forecast(model, vector);
        for (int i = 0; i < out.length; i++) {
            assertThat(out[i]).isNotNegative();
            assertThat(i % 5 == 0 || out[i] >= out[i - 1]).isTrue();
        }
    }

    @Test
    void startsFromTheValueAWholeSeasonBefore() {
        SequenceShape shape = SequenceShape.builder("units", 7, 4).seasons(3).build();
        SequenceEncoder encoder = SequenceEncoder.of(shape, new double[0], new double[0]);
        float[] past = new float[14];
        float[] future = new float[8];
        double[] vector = {1, 1, 1, 1, 1, 2, 3, Double.NaN};

        double scale = encoder.encode(vector, 0, past, 0, future, 0);

        assertThat(scale).isEqualTo(1.5, within(1e-15));
        // Steps 1 to 4 look at positions 4, 5, 6 and 4 of the window; 6 is missing, so 3 stands in.
        assertThat(new float[] {future[0], future[2], future[4], future[6]})
                .containsExactly(new float[] {2 / 1.5f, 2f, 1 / 1.5f, 2 / 1.5f}, within(1e-6f));
    }

    @Test
    void refusesShapesThatContradictThemselves() {
        assertThatThrownBy(() -> SequenceShape.builder("y", 0, 1)).hasMessageContaining("window");
        assertThatThrownBy(() -> SequenceShape.builder("y", 1, 0)).hasMessageContaining("horizon");
        assertThatThrownBy(() -> SequenceShape.builder("y", 5, 1).seasons(7)).hasMessageContaining("got 7");
        assertThatThrownBy(() -> SequenceShape.builder("y", 5, 1).seasons(2, 2)).hasMessageContaining("once");
        assertThatThrownBy(() -> SequenceOutput.quantiles(0.9, 0.5)).hasMessageContaining("ascend");
        assertThatThrownBy(() -> SequenceOutput.quantiles(0.1, 0.9)).hasMessageContaining("median");
        assertThatThrownBy(() -> SequenceShape.builder("y", 5, 1)
                        .covariates(List.of("y"))
                        .build())
                .hasMessageContaining("different names");
        assertThatThrownBy(() -> SequenceShape.builder("y", 5, 1)
                        .logarithm(true)
                        .output(SequenceOutput.gaussian())
                        .build())
                .hasMessageContaining("quantiles");
        assertThatThrownBy(() -> new StaticFeature("town", List.of("a", "a"))).hasMessageContaining("different");
    }

    @Test
    void refusesSetsThatDoNotFitTheirShape() {
        SequenceSet.Builder set = SequenceSet.builder(SHAPE);
        double[] values = new double[20];
        assertThatThrownBy(set::build).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> set.add(values, new double[1][20], 1)).hasMessageContaining("[price, promo]");
        assertThatThrownBy(() -> set.add(values, new double[2][19], 1)).hasMessageContaining("'price' of series 0");
        assertThatThrownBy(() -> set.add(values, new double[2][20])).hasMessageContaining("0 static codes");
        values[4] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> set.add(values, new double[2][20], 1)).hasMessageContaining("Infinity at step 4");
    }

    @Test
    void refusesWeightsThatDoNotFitOrAreNotFinite() {
        LstmArchitecture architecture = MODEL.architecture();
        float[] weights = MODEL.weights();
        assertThatThrownBy(() -> LstmModel.of(architecture, MODEL.encoder(), new float[3]))
                .hasMessageContaining("3 weights");
        weights[5] = Float.NaN;
        assertThatThrownBy(() -> LstmModel.of(architecture, MODEL.encoder(), weights))
                .hasMessageContaining("diverged");
    }

    @Test
    void refusesStoredFormsThatContradictThemselves() {
        EncodedModel stored = ModelCodecs.installed().encode(MODEL);
        String json = new String(stored.content(), StandardCharsets.UTF_8);
        for (String damage : List.of("\"hidden\":7", "\"hidden\":0", "\"hidden\":2000000000")) {
            byte[] content = json.replace("\"hidden\":6", damage).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() ->
                            ModelCodecs.installed().decode(new EncodedModel(stored.type(), stored.version(), content)))
                    .isInstanceOf(CorruptArtifactException.class);
        }
    }
}
