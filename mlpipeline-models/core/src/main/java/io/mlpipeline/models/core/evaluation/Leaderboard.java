package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Candidates trained on the same rows and judged on the same hold-out, the best first.
 *
 * @param entries the candidates, the best by the first metric first; candidates that are equal keep the order they were added in
 */
public record Leaderboard(List<Entry> entries) {
    /** Copies the entries. */
    public Leaderboard {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A leaderboard needs at least one candidate");
        }
    }

    /**
     * Starts a comparison.
     *
     * @param parts the rows to train on and the hold-out
     * @param first the metric by which candidates are ranked
     * @param more further metrics for the report
     * @return a builder without candidates
     */
    public static Builder on(Parts parts, Metric first, Metric... more) {
        List<Metric> metrics = new ArrayList<>(List.of(more));
        metrics.add(0, first);
        return new Builder(parts, metrics);
    }

    /**
     * The winner.
     *
     * @return the first entry
     */
    public Entry best() {
        return entries.get(0);
    }

    /**
     * The candidate of a name.
     *
     * @param name the candidate's name
     * @return its entry
     * @throws IllegalArgumentException if there is none
     */
    public Entry entry(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No candidate '" + name + "'; there are "
                        + entries.stream().map(Entry::name).toList()));
    }

    /**
     * One candidate.
     *
     * @param name its name
     * @param trained the model trained on the training part
     * @param evaluation how good it is on the hold-out
     */
    public record Entry(String name, TrainedModel trained, Evaluation evaluation) {}

    /** Trains and judges candidates. Not thread-safe. */
    public static final class Builder {
        private final Parts parts;
        private final List<Metric> metrics;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        private Builder(Parts parts, List<Metric> metrics) {
            this.parts = parts;
            this.metrics = metrics;
        }

        /**
         * Trains a candidate under its estimator's name, and judges it.
         *
         * @param estimator how to train it
         * @return this builder
         * @throws InvalidDataException if it cannot be trained or judged
         */
        public Builder candidate(Estimator estimator) {
            return candidate(estimator.name(), estimator);
        }

        /**
         * Trains a candidate now, and judges it.
         *
         * @param name a name that no other candidate has
         * @param estimator how to train it
         * @return this builder
         * @throws InvalidDataException if it cannot be trained or judged
         */
        public Builder candidate(String name, Estimator estimator) {
            requireNew(name);
            return trained(name, estimator.fit(parts.train()));
        }

        /**
         * Judges a candidate that has been trained already.
         *
         * @param name a name that no other candidate has
         * @param model a model trained on the training part
         * @return this builder
         * @throws InvalidDataException if it cannot be judged
         */
        public Builder trained(String name, TrainedModel model) {
            requireNew(name);
            entries.add(new Entry(name, model, Evaluation.of(model.model(), parts.test(), metrics)));
            names.add(name);
            return this;
        }

        private void requireNew(String name) {
            if (names.contains(name)) {
                throw new IllegalArgumentException(
                        "There is a candidate '" + name + "' already; name this one otherwise");
            }
        }

        /**
         * Ranks the candidates so far; the builder may go on and build again.
         *
         * @return the leaderboard
         * @throws IllegalArgumentException if there is no candidate
         */
        public Leaderboard build() {
            return new Leaderboard(entries.stream()
                    .sorted(Comparator.comparingDouble(
                            entry -> entry.evaluation().scores().get(0).loss()))
                    .toList());
        }
    }
}
