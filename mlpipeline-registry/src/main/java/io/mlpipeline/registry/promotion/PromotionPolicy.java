package io.mlpipeline.registry.promotion;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Metric;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that a version must satisfy, all of them, to go into production. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * PromotionPolicy policy = PromotionPolicy.beatIncumbentOn(holdOut).by(Metrics.WAPE, 0.02)
 *         .and(PromotionPolicy.keepRequests());
 * }</pre>
 */
public final class PromotionPolicy {
    private final List<PromotionRule> rules;

    private PromotionPolicy(List<PromotionRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Lets every version in that can be opened, whatever it predicts.
     *
     * @param reason why no comparison is made; it stays in the model's history
     * @return the policy
     * @throws IllegalArgumentException if the reason is blank
     */
    public static PromotionPolicy always(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "An unconditional promotion needs a reason for the history, such as 'first version'");
        }
        return of(candidacy -> Finding.passed("always", reason));
    }

    /**
     * Asks for a better score than the incumbent's on the same feature vectors. Both are predicted anew: figures that were
     * measured on different rows are never compared.
     *
     * <p>The incumbent is refused as a yardstick if its features were fitted differently, since the same vectors would mean
     * something else to it; use {@link #beatIncumbentOn(Frame, Instant)} where fitted features change from version to version.
     *
     * @param holdOut rows that neither version was trained on, at least one
     * @return the comparison, to be completed by a metric
     * @throws IllegalArgumentException if there is no row
     */
    public static Comparison beatIncumbentOn(TrainingSet holdOut) {
        return new Comparison(new VectorHoldOut(holdOut));
    }

    /**
     * Asks for a better score than the incumbent's on the same rows, of which each version computes its own features.
     *
     * @param rows whole series in the layout of the training rows, the past that windows look back on included
     * @param from where the hold-out begins: rows at this time and later are judged. Neither version was trained on them
     * @return the comparison, to be completed by a metric
     * @throws IllegalArgumentException if there is no row
     */
    public static Comparison beatIncumbentOn(Frame rows, Instant from) {
        return new Comparison(new RowHoldOut(rows, from));
    }

    /**
     * Asks that whoever calls the incumbent can go on unchanged: the candidate predicts the same target, as the same kind of
     * number, from columns that the incumbent asks for too, with the same types.
     *
     * @return the policy
     */
    public static PromotionPolicy keepRequests() {
        return of(new KeepsRequests());
    }

    /**
     * Asks that people have approved the version. They count who have approved it since it was last rejected or its approval asked
     * for, each of them once, and never the one who registered it.
     *
     * @param approvers how many, 1 or more
     * @return the policy
     * @throws IllegalArgumentException if that is less than 1
     */
    public static PromotionPolicy requireApprovals(int approvers) {
        if (approvers < 1) {
            throw new IllegalArgumentException("The number of approvers must be 1 or more, got " + approvers);
        }
        return of(new IsApproved(approvers));
    }

    /**
     * A policy of rules of one's own.
     *
     * @param rules the rules, at least one
     * @return the policy
     * @throws IllegalArgumentException if there is none: say {@link #always} instead
     */
    public static PromotionPolicy of(PromotionRule... rules) {
        if (rules.length == 0) {
            throw new IllegalArgumentException("A policy without a rule lets everything in; say so by always(reason)");
        }
        return new PromotionPolicy(List.of(rules));
    }

    /**
     * Adds the rules of another policy.
     *
     * @param other the other policy
     * @return a policy that asks for both
     */
    public PromotionPolicy and(PromotionPolicy other) {
        return new PromotionPolicy(
                Stream.concat(rules.stream(), other.rules.stream()).toList());
    }

    /**
     * Judges a candidate by every rule, also after one has failed.
     *
     * @param candidacy the candidate and the incumbent
     * @return one finding a rule, in the order of the rules
     */
    public List<Finding> judge(Candidacy candidacy) {
        return rules.stream().map(rule -> rule.judge(candidacy)).toList();
    }

    /** A hold-out that waits for the metric to judge by. */
    public static final class Comparison {
        private final HoldOut holdOut;

        private Comparison(HoldOut holdOut) {
            this.holdOut = holdOut;
        }

        /**
         * Asks for a gain. With the loss being the metric's value, its negative where higher is better, or its absolute value
         * where the best value is 0, the candidate's loss must be lower than the incumbent's by at least
         * {@code minimumRelativeGain} times the incumbent's absolute value. A tie is enough only where the minimum is 0. Without
         * an incumbent the candidate needs a defined score, no more.
         *
         * @param metric the metric
         * @param minimumRelativeGain 0 or more; 0.02 asks for an error that is 2 % lower
         * @return the policy
         * @throws IllegalArgumentException if the gain is negative or not finite
         */
        public PromotionPolicy by(Metric metric, double minimumRelativeGain) {
            if (!(minimumRelativeGain >= 0 && Double.isFinite(minimumRelativeGain))) {
                throw new IllegalArgumentException(
                        "The minimum relative gain must be 0 or more, such as 0.02 for 2 %, got "
                                + minimumRelativeGain);
            }
            return of(new BeatsIncumbent(holdOut, metric, minimumRelativeGain));
        }
    }
}
