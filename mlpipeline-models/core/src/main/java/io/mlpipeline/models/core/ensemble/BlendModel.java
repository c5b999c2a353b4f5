package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import java.util.List;

/**
 * The weighted mean of what several models predict: of values in regression, of probabilities in classification. Immutable and safe
 * for use by many threads.
 *
 * <p>The weighted predictions are added in the order of the members and divided by the sum of the weights. It is {@code NaN} where a
 * member's prediction is. A row allocates nothing where the members don't; a batch uses a scratch a thread, as large as the largest
 * one.
 */
public final class BlendModel extends WeightedMembers {
    private BlendModel(Model[] members, double[] weights) {
        super(members, weights);
    }

    /**
     * Creates a blend.
     *
     * @param members models of the same features, task and classes, at least one
     * @param weights one weight a member, finite and above 0; they need not sum to 1
     * @return the model
     * @throws IllegalArgumentException if the members do not go together or a weight is out of range
     */
    public static BlendModel of(List<? extends Model> members, double... weights) {
        return new BlendModel(Members.ofOneTask(members), weights);
    }

    /**
     * Creates a blend in which all members count the same.
     *
     * @param members models of the same features, task and classes, at least one
     * @return the model
     * @throws IllegalArgumentException if the members do not go together
     */
    public static BlendModel ofEqual(List<? extends Model> members) {
        return of(members, equalWeights(members.size()));
    }

    @Override
    double part(double predicted) {
        return predicted;
    }

    @Override
    void add(double[] predicted, double[] sums, int at, double weight) {
        for (int i = at; i < at + outputs(); i++) {
            sums[i] += weight * predicted[i];
        }
    }
}
