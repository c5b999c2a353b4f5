package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.profile.CategoricalProfile;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One pass of a {@link StageFit} over rows, or over a part of them. Use one per thread and {@linkplain Summary#merge merge}. */
public final class StagePass {
    private final StageWalk walk;
    private final Summary summary = new Summary();

    StagePass(StageFit fit) {
        this.walk = new StageWalk(fit.stage(), fit.round().last());
        for (int step : fit.round().steps()) {
            if (fit.stage().steps().get(step) instanceof LearnedStep learned) {
                summary.numbers.put(step, fit.columnFit(step).pass());
                walk.readAt(step, learned.column(), this::read);
            } else if (fit.stage().steps().get(step) instanceof LearnedText learned) {
                summary.texts.put(step, new CategoricalProfile.Accumulator());
                walk.readAt(step, learned.column(), this::read);
            }
        }
    }

    private void read(int step, Row row, int position) {
        ColumnFit.Pass numbers = summary.numbers.get(step);
        if (numbers != null) {
            numbers.add(row.number(position));
        } else if (!row.isMissing(position)) {
            summary.texts(step).add(row.text(position));
        }
    }

    /**
     * Learns from a row.
     *
     * @param row a row of the stage's schema
     */
    public void add(Row row) {
        walk.walk(row);
    }

    /**
     * What the pass has learned so far.
     *
     * @return the summary, which grows with further rows
     */
    public Summary summary() {
        return summary;
    }

    /** What a pass has learned from rows, mergeable in any order. Not thread-safe. */
    public static final class Summary implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Map<Integer, ColumnFit.Pass> numbers = new TreeMap<>();
        private final Map<Integer, CategoricalProfile.Accumulator> texts = new TreeMap<>();

        private Summary() {}

        /**
         * Adds what another part has learned.
         *
         * @param other a summary of the same pass, left as it is
         * @return this summary
         */
        public Summary merge(Summary other) {
            numbers.forEach((step, pass) -> pass.merge(other.numbers(step)));
            texts.forEach((step, counts) -> counts.merge(other.texts(step)));
            return this;
        }

        ColumnFit.Pass numbers(int step) {
            return Objects.requireNonNull(numbers.get(step));
        }

        CategoricalProfile.Accumulator texts(int step) {
            return Objects.requireNonNull(texts.get(step));
        }
    }
}
