package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Learns a {@link StackedModel}: members learn from the features, and a meta model from what the members predict for rows that they
 * have not seen. Immutable and safe for use by many threads, as far as its estimators are.
 *
 * <p>The rows are cut into folds. For each, every member learns from the other rows and predicts those of the fold; the meta model
 * learns from these out-of-fold predictions alone. Then every member learns once more from all rows. So a member is trained once
 * a fold and once more, one after the other on the calling thread. A prediction that a member makes of a row it has learned from
 * never reaches the meta model: hold-outs that would let it are refused.
 *
 * <p>By default rows are dealt to folds at random, classes evenly. Rows of one customer or series belong together:
 * {@link Builder#byKey()}. Where the future must not teach the past: {@link Builder#byTime()}.
 *
 * <p>Source: D. Wolpert, Stacked Generalization, Neural Networks 5 (1992).
 */
public final class Stacking implements Estimator {
    private final Map<String, Estimator> members;
    private final Estimator meta;
    private final int folds;
    private final long seed;
    private final Cut cut;
    private final List<HoldOut> holdOuts;

    private Stacking(Builder builder) {
        this.members = new LinkedHashMap<>(builder.members);
        this.meta = builder.meta;
        this.folds = builder.folds;
        this.seed = builder.seed;
        this.cut = builder.cut;
        this.holdOuts = builder.holdOuts;
    }

    /** How rows are dealt to folds. */
    private enum Cut {
        RANDOM,
        KEY,
        TIME,
        GIVEN
    }

    /**
     * Starts a stack.
     *
     * @param meta learns from the members' predictions; its features are the members' outputs
     * @return a builder with five folds at random
     */
    public static Builder builder(Estimator meta) {
        return new Builder(meta);
    }

    @Override
    public String name() {
        return "stacking";
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        if (data.size() == 0) {
            throw new InvalidDataException("Cannot learn from an empty training set: " + data);
        }
        return new StackingFit(members, meta, data, holdOuts(data), parameters()).run();
    }

    /** The settings that are the stack's own. */
    private Map<String, String> parameters() {
        return Map.of(
                "folds",
                Integer.toString(cut == Cut.GIVEN ? holdOuts.size() : folds),
                "seed",
                Long.toString(seed),
                "cut",
                cut.name().toLowerCase(Locale.ROOT));
    }

    private List<HoldOut> holdOuts(TrainingSet data) {
        return switch (cut) {
            case RANDOM -> HoldOuts.random(data, folds, seed);
            case KEY -> HoldOuts.byKey(data, folds, seed);
            case TIME -> HoldOuts.byTime(data, folds);
            case GIVEN -> HoldOuts.checked(holdOuts, data);
        };
    }

    @Override
    public String toString() {
        return "Stacking(" + members + ", meta " + meta + ", " + parameters() + ")";
    }

    /** Sets the members and the folds. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Estimator> members = new LinkedHashMap<>();
        private final Estimator meta;
        private int folds = 5;
        private long seed;
        private Cut cut = Cut.RANDOM;
        private List<HoldOut> holdOuts = List.of();

        private Builder(Estimator meta) {
            this.meta = meta;
        }

        /**
         * Adds a member.
         *
         * @param name what the meta model calls its output
         * @param member learns from the features
         * @return this builder
         * @throws IllegalArgumentException if the name is empty or taken
         */
        public Builder member(String name, Estimator member) {
            if (name.isBlank() || members.putIfAbsent(name, member) != null) {
                throw new IllegalArgumentException(
                        "A member needs a name of its own, got '" + name + "' beside " + members.keySet());
            }
            return this;
        }

        /**
         * Sets the number of folds; 5 unless set.
         *
         * @param count 2 to 100
         * @return this builder
         */
        public Builder folds(int count) {
            if (count < 2 || count > 100) {
                throw new IllegalArgumentException("The number of folds must be 2 to 100, got " + count);
            }
            this.folds = count;
            return this;
        }

        /**
         * Sets what rows are dealt by at random; 0 unless set.
         *
         * @param seed any number
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Deals the rows of one key to one fold.
         *
         * @return this builder
         */
        public Builder byKey() {
            return cut(Cut.KEY);
        }

        /**
         * Cuts the rows by time into one part more than there are folds, and predicts each but the first by members that know the
         * parts before it alone. The meta model does not learn from the first part.
         *
         * @return this builder
         */
        public Builder byTime() {
            return cut(Cut.TIME);
        }

        /**
         * Holds out rows as the caller says; rows that are never predicted do not reach the meta model.
         *
         * @param parts at least one; no row is predicted twice
         * @return this builder
         */
        public Builder holdOuts(List<HoldOut> parts) {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("There must be at least one hold-out");
            }
            this.holdOuts = List.copyOf(parts);
            return cut(Cut.GIVEN);
        }

        private Builder cut(Cut chosen) {
            if (cut != Cut.RANDOM) {
                throw new IllegalStateException("Rows can be held out in one way only: " + cut + " or " + chosen);
            }
            this.cut = chosen;
            return this;
        }

        /**
         * Builds the estimator; the builder may go on and build again.
         *
         * @return an immutable estimator
         * @throws IllegalStateException if there is no member
         */
        public Stacking build() {
            if (members.isEmpty()) {
                throw new IllegalStateException("A stack needs at least one member: call member(name, estimator)");
            }
            return new Stacking(this);
        }
    }
}
