package io.mlpipeline.drift.stream;

/**
 * Reports each change once: what another detector reports soon after belongs to the same change.
 *
 * <p>A change that is reported again before so many quiet values have passed only prolongs the wait; in the meantime the signal is a
 * warning.
 */
public final class AlarmOnce implements ChangeDetector {
    private final ChangeDetector detector;
    private final int quietValues;
    private int quiet;

    private AlarmOnce(ChangeDetector detector, int quietValues) {
        this.detector = detector;
        this.quietValues = quietValues;
        this.quiet = quietValues;
    }

    /**
     * Wraps a detector.
     *
     * @param detector the detector; it must not be used otherwise
     * @param quietValues how many values without a change end the last one, 1 or more; 256 suits {@link Adwin}, which repeats itself
     *     until its window holds new values only
     * @return a detector of first reports
     * @throws IllegalArgumentException if there are no quiet values
     */
    public static AlarmOnce of(ChangeDetector detector, int quietValues) {
        if (quietValues < 1) {
            throw new IllegalArgumentException("A change ends after 1 or more quiet values, got " + quietValues);
        }
        return new AlarmOnce(detector, quietValues);
    }

    @Override
    public Signal add(double value) {
        Signal signal = detector.add(value);
        boolean ended = quiet >= quietValues;
        if (signal == Signal.CHANGE) {
            quiet = 0;
            return ended ? Signal.CHANGE : Signal.WARNING;
        }
        quiet = ended ? quiet : quiet + 1;
        return ended ? signal : Signal.WARNING;
    }

    @Override
    public void reset() {
        detector.reset();
        quiet = quietValues;
    }
}
