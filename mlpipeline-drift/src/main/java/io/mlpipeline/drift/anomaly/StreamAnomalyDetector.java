package io.mlpipeline.drift.anomaly;

/**
 * Finds anomalies in a stream of numbers as they happen: spikes, jumps, and stretches that scatter more or less than usual.
 *
 * <p>Three questions are asked of every value: how far does the mean of the latest few lie from the mean before, how far does that of a
 * longer stretch, and how far has the scatter moved. Each answer is held against its own last answers, so that a stream's own
 * restlessness is the measure, and turned into a tail probability by the peaks-over-threshold method (A. Siffer and others, 2017).
 * The rarest counts. After a report the detector keeps quiet for a while: one event gives one report.
 *
 * <p>It needs no training, no period and no knowledge of the scale. Adding a value costs about a microsecond and allocates one small object;
 * the state takes about {@code 50 * memory} bytes and does not grow. Not thread-safe.
 *
 * <pre>{@code
 * StreamAnomalyDetector detector = StreamAnomalyDetector.withDefaults();
 * if (detector.add(requestsOfTheLastMinute).anomaly()) { ... }
 * }</pre>
 */
public final class StreamAnomalyDetector {
    private final LevelShift level;
    private final LevelShift slowLevel;
    private final SpreadShift spread;
    private final UpperTail levelTail;
    private final UpperTail slowLevelTail;
    private final UpperTail spreadTail;
    private final double reportedScore;
    private final int quietValues;

    private double origin = Double.NaN;
    private int quiet;

    private StreamAnomalyDetector(Builder builder) {
        this.level = new LevelShift(10, 200);
        this.slowLevel = new LevelShift(30, 500);
        this.spread = new SpreadShift(50, 1_000);
        this.levelTail = new UpperTail(builder.memory, builder.warmUp);
        this.slowLevelTail = new UpperTail(builder.memory, builder.warmUp);
        this.spreadTail = new UpperTail(builder.memory, builder.warmUp);
        this.reportedScore = -Math.log10(builder.probability);
        this.quietValues = builder.quietValues;
    }

    /**
     * A detector that reports what is seen about once in 200 times, at most once in 100 values.
     *
     * @return a new detector
     */
    public static StreamAnomalyDetector withDefaults() {
        return builder().build();
    }

    /**
     * Starts a detector.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Takes the next value.
     *
     * @param value a finite number; leave missing values out
     * @return how unusual the stream is now
     * @throws IllegalArgumentException if the value is NaN or infinite; the detector is then as before
     */
    public AnomalySignal add(double value) {
        Limits.requireFinite(value);
        if (Double.isNaN(origin)) {
            origin = value;
        }
        double relative = value - origin;
        double byLevel = levelTail.score(level.add(relative));
        double bySlowLevel = slowLevelTail.score(slowLevel.add(relative));
        double bySpread = spreadTail.score(spread.add(relative));
        double score = Math.max(byLevel, Math.max(bySlowLevel, bySpread));
        return new AnomalySignal(score, report(score), kind(score, byLevel, bySpread));
    }

    private boolean report(double score) {
        if (quiet > 0) {
            quiet--;
            return false;
        }
        boolean anomaly = score >= reportedScore;
        quiet = anomaly ? quietValues : 0;
        return anomaly;
    }

    private static AnomalyKind kind(double score, double byLevel, double bySpread) {
        if (score == byLevel) {
            return AnomalyKind.LEVEL;
        }
        return score == bySpread ? AnomalyKind.SPREAD : AnomalyKind.SLOW_LEVEL;
    }

    /** Forgets everything. */
    public void reset() {
        level.clear();
        slowLevel.clear();
        spread.clear();
        levelTail.clear();
        slowLevelTail.clear();
        spreadTail.clear();
        origin = Double.NaN;
        quiet = 0;
    }

    /** Collects a detector's settings. Not thread-safe. */
    public static final class Builder {
        private double probability = 0.005;
        private int quietValues = 100;
        private int memory = 2_000;
        private int warmUp = 100;

        private Builder() {}

        /**
         * Sets how rare a reported value is.
         *
         * @param tail about the share of values that would be reported if none were kept quiet, above 0 and at most 0.1; 0.005 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder probability(double tail) {
            if (!(tail > 0 && tail <= 0.1)) {
                throw new IllegalArgumentException(
                        "The probability of a reported value must be above 0 and at most 0.1, got " + tail);
            }
            this.probability = tail;
            return this;
        }

        /**
         * Sets how long an anomaly silences further ones.
         *
         * @param values the number of values after a report that are not reported, 0 or more; 100 by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder quietValues(int values) {
            this.quietValues = atLeast(0, "quiet values", values);
            return this;
        }

        /**
         * Sets how far back a value is compared.
         *
         * @param values the number of values remembered, 100 or more; 2,000 by default
         * @return this builder
         * @throws IllegalArgumentException if it is below 100
         */
        public Builder memory(int values) {
            this.memory = atLeast(100, "remembered values", values);
            return this;
        }

        /**
         * Sets how many values come before the first report.
         *
         * @param values the number of values, 20 or more; 100 by default
         * @return this builder
         * @throws IllegalArgumentException if it is below 20
         */
        public Builder warmUp(int values) {
            this.warmUp = atLeast(20, "values of the warm-up", values);
            return this;
        }

        private static int atLeast(int fewest, String what, int value) {
            if (value < fewest) {
                throw new IllegalArgumentException(
                        "The number of " + what + " must be " + fewest + " or more, got " + value);
            }
            return value;
        }

        /**
         * Builds the detector; the builder may go on.
         *
         * @return a new detector
         * @throws IllegalArgumentException if the warm-up is longer than the memory
         */
        public StreamAnomalyDetector build() {
            if (warmUp > memory) {
                throw new IllegalArgumentException(
                        "The warm-up of " + warmUp + " values is longer than the memory of " + memory);
            }
            return new StreamAnomalyDetector(this);
        }
    }
}
