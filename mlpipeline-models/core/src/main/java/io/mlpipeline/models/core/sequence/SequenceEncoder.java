package io.mlpipeline.models.core.sequence;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.Arrays;

/**
 * Turns a vector of a {@link SequenceShape} into what a network sees, and its outputs back into values. Training and scoring both
 * pass here. Values are divided by the mean size of the window's present values, so that series of any scale look alike.
 * Immutable and thread-safe.
 */
public final class SequenceEncoder {
    /** Covariates further from their mean than this many deviations are taken as being there. */
    private static final double FAR = 10;

    private static final double LARGEST_LOGARITHM = 50;

    private final SequenceShape shape;
    private final int[] seasons;
    private final double[] centers;
    private final double[] spreads;

    private SequenceEncoder(SequenceShape shape, double[] centers, double[] spreads) {
        this.shape = shape;
        this.seasons = shape.seasons().stream().mapToInt(Integer::intValue).toArray();
        this.centers = centers;
        this.spreads = spreads;
    }

    /**
     * Creates an encoder.
     *
     * @param shape the shape
     * @param centers the mean of each covariate in training; copied
     * @param spreads its deviation, above 0; copied
     * @return the encoder
     */
    public static SequenceEncoder of(SequenceShape shape, double[] centers, double[] spreads) {
        int covariates = shape.covariates().size();
        if (centers.length != covariates || spreads.length != covariates) {
            throw new IllegalArgumentException(
                    centers.length + " means and " + spreads.length + " deviations for " + covariates + " covariates");
        }
        for (int i = 0; i < covariates; i++) {
            if (!Double.isFinite(centers[i]) || !(spreads[i] > 0) || !Double.isFinite(spreads[i])) {
                throw new IllegalArgumentException(
                        "Covariate '" + shape.covariates().get(i) + "' has mean " + centers[i] + " and deviation "
                                + spreads[i] + ": both must be finite, the latter above 0");
            }
        }
        return new SequenceEncoder(shape, centers.clone(), spreads.clone());
    }

    /**
     * The shape.
     *
     * @return the shape
     */
    public SequenceShape shape() {
        return shape;
    }

    /**
     * The means of the covariates.
     *
     * @return a copy
     */
    public double[] centers() {
        return centers.clone();
    }

    /**
     * The deviations of the covariates.
     *
     * @return a copy
     */
    public double[] spreads() {
        return spreads.clone();
    }

    /**
     * The inputs a past step: the value, whether it is present, the covariates.
     *
     * @return 2 or more
     */
    public int pastWidth() {
        return 2 + centers.length;
    }

    /**
     * The inputs a future step: the value a season before for each season, the covariates, how far ahead.
     *
     * @return 2 or more
     */
    public int futureWidth() {
        return seasons.length + centers.length + 1;
    }

    /**
     * Encodes a vector.
     *
     * @param rows holds the vector
     * @param from where it starts
     * @param past receives {@link #pastWidth()} inputs for each step of the window
     * @param pastFrom where they go
     * @param future receives {@link #futureWidth()} inputs for each step of the horizon
     * @param futureFrom where they go
     * @return the scale; 0 if all present values are 0, and nothing is encoded
     * @throws InvalidDataException if no value is present, or one is infinite
     */
    public double encode(double[] rows, int from, float[] past, int pastFrom, float[] future, int futureFrom) {
        double scale = scale(rows, from + shape.valuesAt());
        if (scale == 0) {
            return 0;
        }
        double mean = encodeValues(rows, from + shape.valuesAt(), scale, past, pastFrom);
        encodeAnchors(past, pastFrom, (float) mean, future, futureFrom);
        for (int i = 0; i < centers.length; i++) {
            encodeCovariate(i, rows, from + shape.covariateAt(i), past, pastFrom, future, futureFrom);
        }
        return scale;
    }

    private double scale(double[] rows, int at) {
        int present = 0;
        for (int i = 0; i < shape.window(); i++) {
            double value = rows[at + i];
            if (Double.isInfinite(value)) {
                throw new InvalidDataException("'" + shape.target() + "' is " + value + " " + (shape.window() - i)
                        + " steps before the forecast: leave it out as NaN, or correct it");
            }
            present += Double.isNaN(value) ? 0 : 1;
        }
        if (present == 0) {
            throw new InvalidDataException("No value of '" + shape.target() + "' is present in the " + shape.window()
                    + " steps before the forecast, so there is nothing to forecast from: fall back to another model");
        }
        double sum = 0;
        for (int i = 0; i < shape.window(); i++) {
            double value = rows[at + i];
            sum += Double.isNaN(value) ? 0 : Math.abs(value) / present;
        }
        return sum < Double.MIN_NORMAL ? 0 : sum;
    }

    private double encodeValues(double[] rows, int at, double scale, float[] past, int pastFrom) {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < shape.window(); i++) {
            double value = rows[at + i];
            int cell = pastFrom + i * pastWidth();
            if (Double.isNaN(value)) {
                past[cell] = 0;
                past[cell + 1] = 0;
            } else {
                double scaled = scaled(value, scale);
                past[cell] = (float) scaled;
                past[cell + 1] = 1;
                sum += scaled;
                present++;
            }
        }
        return sum / present;
    }

    /** The value one or more whole seasons before each step of the horizon, or the mean where it is missing. */
    private void encodeAnchors(float[] past, int pastFrom, float mean, float[] future, int futureFrom) {
        for (int step = 0; step < shape.horizon(); step++) {
            int cell = futureFrom + step * futureWidth();
            for (int i = 0; i < seasons.length; i++) {
                int season = seasons[i];
                int before = shape.window() + step - season * (step / season + 1);
                while (before >= 0 && past[pastFrom + before * pastWidth() + 1] == 0) {
                    before -= season;
                }
                future[cell + i] = before < 0 ? mean : past[pastFrom + before * pastWidth()];
            }
            future[cell + futureWidth() - 1] = (step + 1f) / shape.horizon();
        }
    }

    private void encodeCovariate(
            int covariate, double[] rows, int at, float[] past, int pastFrom, float[] future, int futureFrom) {
        for (int i = 0; i < shape.window(); i++) {
            past[pastFrom + i * pastWidth() + 2 + covariate] = standardized(covariate, rows[at + i]);
        }
        for (int i = 0; i < shape.horizon(); i++) {
            future[futureFrom + i * futureWidth() + seasons.length + covariate] =
                    standardized(covariate, rows[at + shape.window() + i]);
        }
    }

    private float standardized(int covariate, double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        if (Double.isInfinite(value)) {
            throw new InvalidDataException("Covariate '" + shape.covariates().get(covariate) + "' is " + value
                    + ": leave it out as NaN, or correct it");
        }
        return (float) Math.max(-FAR, Math.min(FAR, (value - centers[covariate]) / spreads[covariate]));
    }

    /**
     * The code of a static feature.
     *
     * @param rows holds the vector
     * @param from where it starts
     * @param feature the feature's position
     * @return 0 where it is missing or unknown
     */
    public int code(double[] rows, int from, int feature) {
        double code = rows[from + shape.staticsAt() + feature];
        boolean known =
                code >= 1 && code <= shape.statics().get(feature).categories().size();
        return known ? (int) code : StaticFeature.UNKNOWN;
    }

    /**
     * A value as the network sees it.
     *
     * @param value the value
     * @param scale its window's scale, above 0
     * @return the scaled value
     */
    public double scaled(double value, double scale) {
        double ratio = value / scale;
        return shape.logarithm() ? Math.copySign(StrictMath.log1p(Math.abs(ratio)), ratio) : ratio;
    }

    /**
     * Turns the outputs of one step into values: quantiles ascend afterwards.
     *
     * @param outputs the network's outputs
     * @param at where the step's begin
     * @param scale the window's scale
     * @param out receives the values
     * @param outAt where they go
     */
    void decode(float[] outputs, int at, double scale, double[] out, int outAt) {
        int width = shape.output().width();
        if (shape.output().isGaussian()) {
            out[outAt] = bounded(outputs[at] * scale);
            out[outAt + 1] = bounded(softplus(outputs[at + 1]) * scale);
            return;
        }
        for (int i = 0; i < width; i++) {
            out[outAt + i] = bounded(unscaled(outputs[at + i]) * scale);
        }
        // Quantiles that were learned one by one may cross; put in order they are at least as good (Chernozhukov et al.
        // 2010).
        Arrays.sort(out, outAt, outAt + width);
    }

    private double unscaled(double scaled) {
        return shape.logarithm()
                ? Math.copySign(StrictMath.expm1(Math.min(Math.abs(scaled), LARGEST_LOGARITHM)), scaled)
                : scaled;
    }

    private static double softplus(double x) {
        return x > 30 ? x : StrictMath.log1p(StrictMath.exp(x));
    }

    private double bounded(double value) {
        double floor = shape.nonNegative() ? 0 : -Double.MAX_VALUE;
        return Math.max(floor, Math.min(Double.MAX_VALUE, value));
    }
}
