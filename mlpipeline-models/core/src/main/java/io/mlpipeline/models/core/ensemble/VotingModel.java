package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import java.util.Arrays;
import java.util.List;

/**
 * Lets several classifiers vote: each gives its weight to the class that it finds most probable, and a class's output is its share of
 * all weights. Immutable and safe for use by many threads.
 *
 * <p>Of equals the first class gets the vote; of two classes the second from a probability of one half on, as in
 * {@link io.mlpipeline.api.model.ClassPrediction}. The output is {@code NaN} where a member's probability is. Nothing is allocated
 * where the members don't, but for a scratch a thread, as large as the largest batch.
 */
public final class VotingModel extends WeightedMembers {
    private VotingModel(Model[] members, double[] weights) {
        super(members, weights);
    }

    /**
     * Creates a vote.
     *
     * @param members classifiers of the same features and classes, at least one
     * @param weights one weight a member, finite and above 0; they need not sum to 1
     * @return the model
     * @throws IllegalArgumentException if the members do not go together, are no classifiers or a weight is out of range
     */
    public static VotingModel of(List<? extends Model> members, double... weights) {
        Model[] checked = Members.ofOneTask(members);
        if (checked[0].task() == ModelTask.REGRESSION) {
            throw new IllegalArgumentException("Only classifiers can vote; BlendModel averages regressions");
        }
        return new VotingModel(checked, weights);
    }

    /**
     * Creates a vote in which all members count the same.
     *
     * @param members classifiers of the same features and classes, at least one
     * @return the model
     * @throws IllegalArgumentException if the members do not go together or are no classifiers
     */
    public static VotingModel ofEqual(List<? extends Model> members) {
        return of(members, equalWeights(members.size()));
    }

    @Override
    double part(double probability) {
        return Double.isNaN(probability) ? Double.NaN : probability >= 0.5 ? 1 : 0;
    }

    @Override
    void add(double[] probabilities, double[] votes, int at, double weight) {
        if (outputs() == 1) {
            votes[at] += weight * part(probabilities[at]);
            return;
        }
        int largest = at;
        for (int i = at + 1; i < at + outputs(); i++) {
            if (probabilities[i] > probabilities[largest]) {
                largest = i;
            }
        }
        if (Double.isNaN(probabilities[largest])) {
            Arrays.fill(votes, at, at + outputs(), Double.NaN);
        }
        votes[largest] += weight;
    }
}
