package io.mlpipeline.drift.stream;

/**
 * Hoeffding's drift detection method on averages: compares the mean of all values with that of a first part, chosen where it was
 * surest to be low (or high), by Hoeffding's inequality.
 *
 * <p>It takes numbers from 0 to 1 and makes no assumption about their distribution. I. Frias-Blanco and others, Online and
 * non-parametric drift detection methods based on Hoeffding's bounds, 2015.
 */
public final class HddmA implements ChangeDetector {
    private static final double CHANGE = 0.001;
    private static final double WARNING = 0.005;

    private final boolean rise;
    private final boolean fall;
    private long count;
    private double sum;
    private long lowCount;
    private double lowSum;
    private long highCount;
    private double highSum;

    private HddmA(Direction direction) {
        this.rise = direction != Direction.FALL;
        this.fall = direction != Direction.RISE;
    }

    /**
     * A detector with the paper's confidences, 0.001 for a change and 0.005 for a warning.
     *
     * @param direction which changes are looked for
     * @return the detector
     */
    public static HddmA of(Direction direction) {
        return new HddmA(direction);
    }

    @Override
    public Signal add(double value) {
        sum += Values.requireUnit(value);
        count++;
        double upper = sum / count + bound(count);
        double lower = sum / count - bound(count);
        if (lowCount == 0 || lowSum / lowCount + bound(lowCount) >= upper) {
            lowCount = count;
            lowSum = sum;
        }
        if (highCount == 0 || highSum / highCount - bound(highCount) <= lower) {
            highCount = count;
            highSum = sum;
        }
        return judge();
    }

    private static double bound(long values) {
        return Math.sqrt(Math.log(1 / CHANGE) / (2.0 * values));
    }

    private Signal judge() {
        if ((rise && rose(CHANGE)) || (fall && fell(CHANGE))) {
            reset();
            return Signal.CHANGE;
        }
        return (rise && rose(WARNING)) || (fall && fell(WARNING)) ? Signal.WARNING : Signal.STABLE;
    }

    private boolean rose(double confidence) {
        return lowCount < count && sum / count - lowSum / lowCount >= margin(lowCount, confidence);
    }

    private boolean fell(double confidence) {
        return highCount < count && highSum / highCount - sum / count >= margin(highCount, confidence);
    }

    private double margin(long part, double confidence) {
        double m = (double) (count - part) / part / count;
        return Math.sqrt(m / 2 * Math.log(2 / confidence));
    }

    @Override
    public void reset() {
        count = 0;
        sum = 0;
        lowCount = 0;
        lowSum = 0;
        highCount = 0;
        highSum = 0;
    }
}
