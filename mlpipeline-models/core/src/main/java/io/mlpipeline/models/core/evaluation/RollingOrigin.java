package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Repeats a split by time with an origin that moves on: each round trains on what was before its origin and tests on the span from
 * it on; the last span ends with the last row. Immutable and safe for use by many threads.
 *
 * <p>Source: L. Tashman, Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16 (2000).
 */
public final class RollingOrigin implements Folding {
    private final int rounds;
    private final Duration span;
    private final Duration gap;

    private RollingOrigin(int rounds, Duration span, Duration gap) {
        this.rounds = rounds;
        this.span = span;
        this.gap = gap;
    }

    /**
     * Tests on spans that follow each other.
     *
     * @param rounds how many, 1 or more
     * @param span how long each is, longer than 0
     * @return a folding without a gap
     */
    public static RollingOrigin of(int rounds, Duration span) {
        if (rounds < 1 || span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException(
                    "There must be a round or more of some length, got " + rounds + " of " + span);
        }
        return new RollingOrigin(rounds, span, Duration.ZERO);
    }

    /**
     * This folding with a time before each origin whose rows do not train, as long as the forecast horizon.
     *
     * @param length zero or longer
     * @return a new folding
     */
    public RollingOrigin gap(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("A gap cannot be negative, got " + length);
        }
        return new RollingOrigin(rounds, span, length);
    }

    @Override
    public List<Fold> of(TrainingSet rows) {
        long end = IntStream.range(0, rows.size()).mapToLong(rows::time).max().orElse(0) + 1;
        long spanMicros = span.toNanos() / 1000;
        long gapMicros = gap.toNanos() / 1000;
        List<Fold> folds = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long origin = end - (rounds - round) * spanMicros;
            BitSet train = where(rows, Long.MIN_VALUE, origin - gapMicros);
            BitSet test = where(rows, origin, origin + spanMicros);
            if (train.isEmpty() || test.isEmpty()) {
                throw new InvalidDataException(
                        "Round " + (round + 1) + " of " + this + " has " + train.cardinality() + " rows to train and "
                                + test.cardinality() + " to test. Choose fewer rounds or shorter spans");
            }
            folds.add(new Fold(rows, train, test));
        }
        return List.copyOf(folds);
    }

    private static BitSet where(TrainingSet rows, long from, long to) {
        BitSet chosen = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            chosen.set(i, rows.time(i) >= from && rows.time(i) < to);
        }
        return chosen;
    }

    @Override
    public String toString() {
        return "RollingOrigin(" + rounds + " rounds of " + span + ", gap " + gap + ")";
    }
}
