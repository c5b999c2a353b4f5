package io.mlpipeline.models.timeseries.transform;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.Minimum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The power transformation of Box and Cox (1964): (y^lambda - 1) / lambda, the logarithm where lambda is 0.
 *
 * @param lambda the power, -1 to 2; 1 only shifts, 0.5 is a square root, 0 the logarithm
 */
public record BoxCox(double lambda) {
    private static final double LOWEST = -1;
    private static final double HIGHEST = 2;
    private static final double PRECISION = 1e-9;

    /** Below this the power is taken for the logarithm, which it differs from by rounding. */
    private static final double LOGARITHM = 1e-10;

    /**
     * Checks the power.
     *
     * @throws IllegalArgumentException if it is not from -1 to 2
     */
    public BoxCox {
        if (!(lambda >= LOWEST && lambda <= HIGHEST)) {
            throw new IllegalArgumentException("lambda is " + lambda + ": give -1 to 2, such as 0 for the logarithm");
        }
    }

    /**
     * The power at which the spread within a season does not depend on its level (Guerrero 1993): the least coefficient of variation
     * of the standard deviations over the means to the power 1 - lambda. Without a season, pairs of values take its place.
     *
     * @param series a positive series of at least two seasons
     * @return the transformation
     * @throws InvalidDataException if a value is not positive, or there are fewer than two whole seasons without missing values
     */
    public static BoxCox guerrero(TimeSeries series) {
        requirePositive(series);
        List<double[]> groups = groups(series, Math.max(2, series.seasonLength()));
        if (groups.size() < 2) {
            throw new InvalidDataException("Guerrero's method needs two whole seasons without missing values, but "
                    + series + " has " + groups.size() + ". Maybe give the power: new BoxCox(0) is the logarithm.");
        }
        return new BoxCox(Minimum.of(lambda -> variation(groups, lambda), LOWEST, HIGHEST, PRECISION));
    }

    /**
     * The power at which a straight line with a season for each part fits best by Gaussian likelihood (Box and Cox 1964).
     *
     * @param series a positive series
     * @return the transformation
     * @throws InvalidDataException if a value is not positive, or fewer than 3 values more than the season are present
     */
    public static BoxCox maximumLikelihood(TimeSeries series) {
        requirePositive(series);
        int present = series.length() - series.missing();
        if (present < series.seasonLength() + 3) {
            throw new InvalidDataException("a power by likelihood needs at least " + (series.seasonLength() + 3)
                    + " values, but " + series + " has " + present + ". Maybe give the power.");
        }
        SeasonalLine line = SeasonalLine.over(series);
        return new BoxCox(
                Minimum.of(lambda -> line.negativeLogLikelihood(new BoxCox(lambda)), LOWEST, HIGHEST, PRECISION));
    }

    private static void requirePositive(TimeSeries series) {
        for (int t = 0; t < series.length(); t++) {
            if (series.value(t) <= 0) {
                throw new InvalidDataException("the value at " + series.stamp(t) + " is " + series.value(t)
                        + ": a power is estimated from positive values only");
            }
        }
    }

    /** Whole groups from the end backward, as the first may be cut. */
    private static List<double[]> groups(TimeSeries series, int size) {
        List<double[]> groups = new ArrayList<>();
        double[] values = series.values();
        for (int from = values.length % size; from + size <= values.length; from += size) {
            double[] group = Arrays.copyOfRange(values, from, from + size);
            if (Arrays.stream(group).noneMatch(Double::isNaN)) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static double variation(List<double[]> groups, double lambda) {
        double[] ratios = groups.stream()
                .mapToDouble(group -> {
                    double mean = mean(group);
                    return deviation(group, mean) / Math.pow(mean, 1 - lambda);
                })
                .toArray();
        double mean = mean(ratios);
        return mean == 0 ? 0 : deviation(ratios, mean) / mean;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /** Whether the power can be taken of a value: any where lambda is positive, as the sign is kept. */
    boolean accepts(double value) {
        return value > 0 || lambda > LOGARITHM;
    }

    /**
     * Transforms a value; for a positive power negative values keep their sign (Bickel and Doksum 1981).
     *
     * @param value the value; positive where lambda is 0 or less
     * @return its place on the transformed scale
     */
    public double apply(double value) {
        if (Math.abs(lambda) <= LOGARITHM) {
            return Math.log(value);
        }
        return (Math.signum(value) * Math.pow(Math.abs(value), lambda) - 1) / lambda;
    }

    /**
     * The value at a place on the transformed scale. What lies beyond the scale of a negative power is taken to its end.
     *
     * @param transformed the place
     * @return the value; infinite at the end of the scale
     */
    public double invert(double transformed) {
        if (Math.abs(lambda) <= LOGARITHM) {
            return Math.exp(transformed);
        }
        double power = lambda * transformed + 1;
        if (lambda < 0) {
            return Math.pow(Math.max(0, power), 1 / lambda);
        }
        return Math.signum(power) * Math.pow(Math.abs(power), 1 / lambda);
    }

    /**
     * The mean of the values whose transforms have a mean and a variance, to the second order: the value at the mean alone is the
     * median.
     *
     * @param mean the mean on the transformed scale
     * @param variance the variance there
     * @return the mean of the values
     */
    public double invertMean(double mean, double variance) {
        double median = invert(mean);
        if (Math.abs(lambda) <= LOGARITHM) {
            return median * (1 + variance / 2);
        }
        double power = lambda * mean + 1;
        return power > 0 ? median * (1 + variance * (1 - lambda) / (2 * power * power)) : median;
    }
}
