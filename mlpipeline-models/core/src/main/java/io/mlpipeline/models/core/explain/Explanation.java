package io.mlpipeline.models.core.explain;

import java.util.Comparator;
import java.util.List;

/**
 * One prediction, shared out among the features: the base value and all contributions add up to the model's margin, which is the
 * prediction before the link (the logarithm of the odds of a classifier, of the mean of a count).
 *
 * @param baseValue the margin where nothing is known of the row: the mean over the training data
 * @param contributions one a feature, in the order of the vector
 */
public record Explanation(double baseValue, List<Contribution> contributions) {
    /** Copies the contributions. */
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /**
     * The model's margin for the row.
     *
     * @return the base value plus all contributions
     */
    public double margin() {
        double sum = baseValue;
        for (Contribution each : contributions) {
            sum += each.value();
        }
        return sum;
    }

    /**
     * The contributions by falling absolute value; equal ones keep the order of the vector.
     *
     * @return an immutable list
     */
    public List<Contribution> ranked() {
        return contributions.stream()
                .sorted(Comparator.comparingDouble((Contribution each) -> -Math.abs(each.value())))
                .toList();
    }

    /**
     * What one feature contributed.
     *
     * @param feature its name
     * @return its contribution
     * @throws IllegalArgumentException if there is no such feature
     */
    public double of(String feature) {
        return contributions.stream()
                .filter(each -> each.feature().equals(feature))
                .mapToDouble(Contribution::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No feature '" + feature + "'; there are "
                        + contributions.stream().map(Contribution::feature).toList()));
    }
}
