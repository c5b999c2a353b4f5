package io.mlpipeline.models.core.explain;

import io.mlpipeline.api.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for the fewest changes to a row that bring a prediction into a range, and among those for the smallest. Only features that
 * were given a feasible range may change; all others are immutable. Immutable; each method returns a new one.
 *
 * <p>The search tries every combination of evenly spaced values of up to as many features as allowed: it takes about
 * {@code (features * steps)^changes / changes!} predictions, so three changes of more than ten features take long.
 *
 * <p>Source: S. Wachter et al., Counterfactual explanations without opening the black box, Harvard JOLT 31 (2018).
 */
public final class Counterfactuals {
    private final Model model;
    private final List<Actionable> features;
    private final int steps;
    private final int mostChanges;

    private record Actionable(int position, double low, double high) {}

    private Counterfactuals(Model model, List<Actionable> features, int steps, int mostChanges) {
        this.model = model;
        this.features = List.copyOf(features);
        this.steps = steps;
        this.mostChanges = mostChanges;
    }

    /**
     * A search in which nothing may change yet; up to two changes, each in 20 steps.
     *
     * @param model a model with one output
     * @return the search
     */
    public static Counterfactuals of(Model model) {
        if (model.outputs() != 1) {
            throw new IllegalArgumentException(
                    "Only models of one output can be searched, this has " + model.outputs());
        }
        return new Counterfactuals(model, List.of(), 20, 2);
    }

    /**
     * Lets a feature change.
     *
     * @param feature its name
     * @param low the least feasible value
     * @param high the largest feasible value, above the least
     * @return a new search
     */
    public Counterfactuals range(String feature, double low, double high) {
        int position = model.features().indexOf(feature);
        if (position < 0) {
            throw new IllegalArgumentException("No feature '" + feature + "'; there are " + model.features());
        }
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "The range of '" + feature + "' must rise and be finite, got " + low + " to " + high);
        }
        if (features.stream().anyMatch(each -> each.position == position)) {
            throw new IllegalArgumentException("Feature '" + feature + "' has a range already");
        }
        List<Actionable> more = new ArrayList<>(features);
        more.add(new Actionable(position, low, high));
        return new Counterfactuals(model, more, steps, mostChanges);
    }

    /**
     * Sets how fine the search is.
     *
     * @param count steps a range, 1 or more
     * @return a new search
     */
    public Counterfactuals steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A range has a step or more, got " + count);
        }
        return new Counterfactuals(model, features, count, mostChanges);
    }

    /**
     * Sets how many features may change at once.
     *
     * @param count 1 to 3
     * @return a new search
     */
    public Counterfactuals mostChanges(int count) {
        if (count < 1 || count > 3) {
            throw new IllegalArgumentException("One to three features may change, got " + count);
        }
        return new Counterfactuals(model, features, steps, count);
    }

    /**
     * Looks for a change.
     *
     * @param vector the row
     * @param least the least prediction wanted; minus infinity for any
     * @param most the largest prediction wanted; infinity for any
     * @return the change; none if no combination gets there. Without changes if the prediction is there already
     * @throws IllegalArgumentException if the vector is too short
     * @throws IllegalStateException if no feature may change
     */
    public Optional<Counterfactual> find(double[] vector, double least, double most) {
        if (!(least <= most)) {
            throw new IllegalArgumentException("No prediction is at least " + least + " and at most " + most);
        }
        if (features.isEmpty()) {
            throw new IllegalStateException("No feature may change: give some a range");
        }
        double now = model.predict(vector);
        if (now >= least && now <= most) {
            return Optional.of(new Counterfactual(new TreeMap<>(), now, 0));
        }
        for (int changes = 1; changes <= Math.min(mostChanges, features.size()); changes++) {
            Walk walk = new Walk(vector, least, most);
            walk.change(0, changes, 0);
            if (walk.best.isPresent()) {
                return walk.best;
            }
        }
        return Optional.empty();
    }

    /** Goes through all combinations, and leaves out those that are further away than the best. */
    private final class Walk {
        private final double[] original;
        private final double[] changed;
        private final double least;
        private final double most;
        private Optional<Counterfactual> best = Optional.empty();

        Walk(double[] vector, double least, double most) {
            this.original = vector;
            this.changed = vector.clone();
            this.least = least;
            this.most = most;
        }

        void change(int first, int left, double distance) {
            if (left == 0) {
                judge(distance);
                return;
            }
            for (int i = first; i + left <= features.size(); i++) {
                Actionable feature = features.get(i);
                for (int step = 0; step <= steps; step++) {
                    double value = feature.low + (feature.high - feature.low) * step / steps;
                    double size = size(feature, value);
                    if (size > 0
                            && best.map(Counterfactual::distance).orElse(Double.POSITIVE_INFINITY) > distance + size) {
                        changed[feature.position] = value;
                        change(i + 1, left - 1, distance + size);
                    }
                }
                changed[feature.position] = original[feature.position];
            }
        }

        /** A missing value has no distance: giving it one counts as its whole range. */
        private double size(Actionable feature, double value) {
            double from = original[feature.position];
            return Double.isNaN(from) ? 1 : Math.abs(value - from) / (feature.high - feature.low);
        }

        private void judge(double distance) {
            double prediction = model.predict(changed);
            if (prediction >= least && prediction <= most) {
                TreeMap<String, Double> changes = new TreeMap<>();
                for (Actionable each : features) {
                    if (Double.compare(changed[each.position], original[each.position]) != 0) {
                        changes.put(model.features().get(each.position), changed[each.position]);
                    }
                }
                best = Optional.of(new Counterfactual(changes, prediction, distance));
            }
        }
    }
}
