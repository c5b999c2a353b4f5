package io.mlpipeline.drift.stream;

/**
 * The drift detection method: reports a change when the error rate exceeds its lowest level so far by three standard deviations,
 * and warns from two.
 *
 * <p>It takes the errors of a classifier, 1 for an error and 0 for a hit, and finds rises only. J. Gama, P. Medas, G. Castillo,
 * P. Rodrigues, Learning with drift detection, 2004.
 */
public final class Ddm implements ChangeDetector {
    private static final int MINIMUM_VALUES = 30;
    private static final double WARNING = 2;
    private static final double CHANGE = 3;

    private long count;
    private double rate;
    private double lowestRate;
    private double lowestDeviation;
    private double lowest;

    /** Creates a detector with the paper's levels and a minimum of 30 values. */
    public Ddm() {
        reset();
    }

    @Override
    public Signal add(double error) {
        Values.requireUnit(error);
        count++;
        rate += (error - rate) / count;
        if (count < MINIMUM_VALUES) {
            return Signal.STABLE;
        }
        double deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / count);
        if (rate + deviation <= lowest) {
            lowestRate = rate;
            lowestDeviation = deviation;
            lowest = rate + deviation;
        }
        return judge(rate + deviation);
    }

    private Signal judge(double level) {
        if (level > lowestRate + CHANGE * lowestDeviation) {
            reset();
            return Signal.CHANGE;
        }
        return level > lowestRate + WARNING * lowestDeviation ? Signal.WARNING : Signal.STABLE;
    }

    @Override
    public void reset() {
        count = 0;
        rate = 0;
        lowestRate = 0;
        lowestDeviation = 0;
        lowest = Double.POSITIVE_INFINITY;
    }
}
