package io.mlpipeline.drift.stream;

import java.util.Arrays;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The EWMA control chart: reports a change when the exponentially weighted mean of a stream leaves a band around the mean it started
 * with, on either side, and warns from two thirds of the way.
 *
 * <p>The band is chosen by how seldom a stream without changes may raise an alarm: {@code expectedRunLength} values on average, if
 * the values are independent and normal. S. Roberts, Control chart tests based on geometric moving averages, 1959; run lengths by the
 * Markov chain of J. Lucas and M. Saccucci, 1990.
 */
public final class Ewma implements ChangeDetector {
    private static final double WARNING = 2.0 / 3;
    /** States of the chain: the run length is then right to a tenth of a percent or so. */
    private static final int STATES = 121;

    private static final double NARROWEST = 0.1;
    private static final double WIDEST = 9;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final double weight;
    private final double limit;
    private final int learned;

    private long count;
    private double mean;
    private double squares;
    private double average;

    private Ewma(double weight, double limit, int learned) {
        this.weight = weight;
        this.limit = limit;
        this.learned = learned;
    }

    /**
     * A detector that learns the mean and spread of its stream from the first values, and anew after each change. Making one costs some tens
     * of milliseconds, for its band is computed; adding a value costs nanoseconds.
     *
     * @param weight the weight of the newest value, above 0 and at most 1: 0.1 finds small lasting shifts, 0.5 large ones at once
     * @param expectedRunLength after how many values on average an unchanged stream raises an alarm, from 20 to 10 million
     * @param learnedFrom how many values the mean and the spread are learned from, 10 or more; the run length is met the better the more
     *     they are, and missed by far below 100
     * @return a new detector
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static Ewma of(double weight, double expectedRunLength, int learnedFrom) {
        if (!(weight > 0 && weight <= 1) || learnedFrom < 10) {
            throw new IllegalArgumentException(
                    "An EWMA chart needs a weight above 0 and at most 1 and 10 or more values to learn from, got "
                            + weight + " and " + learnedFrom);
        }
        return new Ewma(weight, limit(weight, expectedRunLength), learnedFrom);
    }

    /**
     * The width of the band that gives a run length.
     *
     * @param weight the weight of the newest value, above 0 and at most 1
     * @param expectedRunLength the average number of values to an alarm without a change, from 20 to 10 million
     * @return half of the band's width, in standard deviations of the weighted mean
     * @throws IllegalArgumentException if the run length is out of range
     */
    static double limit(double weight, double expectedRunLength) {
        if (!(expectedRunLength >= 20 && expectedRunLength <= 1e7)) {
            throw new IllegalArgumentException(
                    "The expected run length must be from 20 to 10 million values, got " + expectedRunLength);
        }
        return new BrentSolver(1e-6)
                .solve(
                        200,
                        width -> Math.log(runLength(weight, width)) - Math.log(expectedRunLength),
                        NARROWEST,
                        WIDEST);
    }

    /** The average number of values until the chart of a stream of standard normal values leaves the band: a chain over its parts. */
    static double runLength(double weight, double limit) {
        double half = limit * Math.sqrt(weight / (2 - weight));
        double part = 2 * half / STATES;
        double[][] stays = new double[STATES][STATES];
        for (int from = 0; from < STATES; from++) {
            double kept = (1 - weight) * (-half + (from + 0.5) * part);
            double below = NORMAL.cumulativeProbability((-half - kept) / weight);
            for (int to = 0; to < STATES; to++) {
                double above = NORMAL.cumulativeProbability((-half + (to + 1) * part - kept) / weight);
                stays[from][to] = (from == to ? 1 : 0) - (above - below);
                below = above;
            }
        }
        double[] ones = new double[STATES];
        Arrays.fill(ones, 1);
        double length = new LUDecomposition(new Array2DRowRealMatrix(stays, false))
                .getSolver()
                .solve(new ArrayRealVector(ones, false))
                .getEntry(STATES / 2);
        // A band that is hardly ever left makes the equations singular to rounding.
        return length > 0 ? length : Double.MAX_VALUE;
    }

    @Override
    public Signal add(double value) {
        Values.requireFinite(value);
        count++;
        if (count <= learned) {
            double step = value - mean;
            mean += step / count;
            squares += step * (value - mean);
            average = mean;
            return Signal.STABLE;
        }
        average += weight * (value - average);
        double deviation = Math.sqrt(squares / (learned - 1)) * Math.sqrt(weight / (2 - weight));
        double distance = Math.abs(average - mean);
        if (distance > limit * deviation) {
            reset();
            return Signal.CHANGE;
        }
        return distance > WARNING * limit * deviation ? Signal.WARNING : Signal.STABLE;
    }

    @Override
    public void reset() {
        count = 0;
        mean = 0;
        squares = 0;
        average = 0;
    }
}
