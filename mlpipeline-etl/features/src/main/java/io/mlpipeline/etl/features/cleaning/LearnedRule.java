package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.expr.Form;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is learned from the values of a column: the one number that stands in for a missing value, or the two bounds outside of
 * which a value is far off.
 *
 * @param kind how
 * @param low the rule's number, or the lower share of {@link Kind#QUANTILES}
 * @param high the upper share of {@link Kind#QUANTILES}; else 0
 */
record LearnedRule(Kind kind, double low, double high) {
    /** Makes the median distance from the median of a normal distribution its standard deviation (1 / 0.6745 rounded). */
    private static final double NORMAL = 1.4826;

    enum Kind {
        MEAN,
        MEDIAN,
        MODE,
        IQR,
        Z_SCORE,
        ROBUST_Z_SCORE,
        QUANTILES
    }

    LearnedRule {
        if (kind == Kind.QUANTILES) {
            if (!(low >= 0 && low < high && high <= 1)) {
                throw new IllegalArgumentException("Quantile bounds need shares 0 <= low < high <= 1, got " + low
                        + " and " + high + ", such as 0.01 and 0.99");
            }
        } else if (isBounds(kind) && !(low > 0 && low < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "How far off a value may be is a positive number, such as 1.5 times the IQR, got " + low);
        }
    }

    static LearnedRule of(Kind kind) {
        return new LearnedRule(kind, 0, 0);
    }

    static LearnedRule of(Kind kind, double factor) {
        return new LearnedRule(kind, factor, 0);
    }

    private static boolean isBounds(Kind kind) {
        return kind.compareTo(Kind.IQR) >= 0;
    }

    /** The values in their order that the rule asks for. */
    List<QuantileRank> ranks() {
        return switch (kind) {
            case MEAN, MODE, Z_SCORE -> List.of();
            case MEDIAN -> List.of(new QuantileRank(0.5, QuantileRank.Side.REACHES));
            case ROBUST_Z_SCORE -> QuantileRank.around(0.5).toList();
            case IQR -> around(0.25, 0.75);
            case QUANTILES -> around(low, high);
        };
    }

    private static List<QuantileRank> around(double first, double second) {
        return Stream.of(first, second).flatMap(QuantileRank::around).toList();
    }

    boolean needsMoments() {
        return kind == Kind.MEAN || kind == Kind.Z_SCORE;
    }

    boolean needsMedianDistance() {
        return kind == Kind.ROBUST_Z_SCORE;
    }

    /**
     * What the values say: one number or two, or none if there is no value or they don't spread, since then nothing says what
     * is far.
     */
    double[] learn(Distribution values) {
        if (values.count() == 0) {
            return new double[0];
        }
        return switch (kind) {
            case MEAN -> new double[] {values.mean()};
            case MEDIAN -> new double[] {values.lowerMedian()};
            case MODE -> new double[] {values.mode()};
            case IQR -> {
                double first = values.quantile(0.25);
                double third = values.quantile(0.75);
                yield bounds(first, third, low * (third - first));
            }
            case Z_SCORE -> {
                double mean = values.mean();
                yield bounds(mean, mean, low * values.deviation());
            }
            case ROBUST_Z_SCORE -> {
                double median = values.quantile(0.5);
                yield bounds(median, median, low * NORMAL * values.medianDistance());
            }
            case QUANTILES -> new double[] {values.quantile(low), values.quantile(high)};
        };
    }

    private static double[] bounds(double from, double to, double distance) {
        return distance > 0 ? new double[] {from - distance, to + distance} : new double[0];
    }

    String description() {
        return switch (kind) {
            case MEAN -> "the mean";
            case MEDIAN -> "the median";
            case MODE -> "the most frequent value";
            case IQR -> low + " interquartile ranges from the quartiles";
            case Z_SCORE -> low + " standard deviations from the mean";
            case ROBUST_Z_SCORE -> low + " robust standard deviations from the median";
            case QUANTILES -> "the quantiles " + low + " and " + high;
        };
    }

    Form form() {
        return Form.of(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("low", low)
                .with("high", high);
    }

    static LearnedRule read(Form form) {
        Kind kind = Kind.valueOf(form.operator().toUpperCase(Locale.ROOT).replace('-', '_'));
        return new LearnedRule(kind, form.number("low"), form.number("high"));
    }
}
