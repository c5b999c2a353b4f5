package io.mlpipeline.models.core.tuning;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A density over all parameters: one kernel a point and one that covers the whole space, of equal weights. A kernel is a product of
 * normal densities cut off at the ranges, and of categorical ones that prefer the point's option.
 */
final class ParzenMixture {
    private static final double WIDTH = 0.2;

    private final List<? extends Parameter<?>> space;
    /** The points; the last kernel has none. */
    private final double[][] points;

    private final double[] widths;

    private ParzenMixture(List<? extends Parameter<?>> space, double[][] points) {
        this.space = space;
        this.points = points;
        this.widths = new double[space.size()];
        double shrink = WIDTH * StrictMath.pow(Math.max(1, points.length), -1.0 / (space.size() + 4));
        for (int i = 0; i < widths.length; i++) {
            double range = space.get(i).high() - space.get(i).low();
            widths[i] = range * Math.max(shrink, 1.0 / Math.min(100, points.length + 1.0) / 5);
        }
    }

    static ParzenMixture of(List<? extends Parameter<?>> space, List<Trial> trials) {
        double[][] points = new double[trials.size()][space.size()];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < space.size(); j++) {
                points[i][j] = space.get(j).toCoordinate(trials.get(i).values().get(j));
            }
        }
        return new ParzenMixture(space, points);
    }

    double[] draw(SplittableRandom random) {
        int kernel = random.nextInt(points.length + 1);
        if (kernel == points.length) {
            return Sampler.anywhere(space, random);
        }
        double[] drawn = new double[space.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = space.get(i).isChoice()
                    ? drawOption(space.get(i), points[kernel][i], random)
                    : drawNumber(space.get(i), points[kernel][i], widths[i], random);
        }
        return drawn;
    }

    private double drawOption(Parameter<?> parameter, double option, SplittableRandom random) {
        double even = 1.0 / (points.length + 1);
        return random.nextDouble() < even ? random.nextInt(parameter.options()) : option;
    }

    private static double drawNumber(Parameter<?> parameter, double mean, double width, SplittableRandom random) {
        double drawn;
        do {
            drawn = mean + width * random.nextGaussian();
        } while (drawn < parameter.low() || drawn > parameter.high());
        return drawn;
    }

    double logDensity(double[] at) {
        double[] logs = new double[points.length + 1];
        for (int kernel = 0; kernel < points.length; kernel++) {
            for (int i = 0; i < at.length; i++) {
                logs[kernel] += space.get(i).isChoice()
                        ? logOption(space.get(i), points[kernel][i], at[i])
                        : logNumber(space.get(i), points[kernel][i], widths[i], at[i]);
            }
        }
        for (Parameter<?> each : space) {
            logs[points.length] -= StrictMath.log(each.isChoice() ? each.options() : each.high() - each.low());
        }
        double largest = Arrays.stream(logs).max().getAsDouble();
        double sum = 0;
        for (double each : logs) {
            sum += StrictMath.exp(each - largest);
        }
        return largest + StrictMath.log(sum / logs.length);
    }

    private double logOption(Parameter<?> parameter, double option, double at) {
        double even = 1.0 / (points.length + 1);
        return StrictMath.log((option == at ? 1 - even : 0) + even / parameter.options());
    }

    private static double logNumber(Parameter<?> parameter, double mean, double width, double at) {
        double z = (at - mean) / width;
        double inside = normal((parameter.high() - mean) / width) - normal((parameter.low() - mean) / width);
        return -0.5 * z * z - StrictMath.log(width * Math.sqrt(2 * Math.PI) * inside);
    }

    /** The normal distribution function by its logistic approximation, 1e-4 exact: only the mass inside a range hangs on it. */
    private static double normal(double z) {
        return 1 / (1 + StrictMath.exp(-z * (1.5976 + 0.070566 * z * z)));
    }
}
