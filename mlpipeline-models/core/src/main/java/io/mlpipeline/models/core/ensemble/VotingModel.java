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
public final class VotingModel implements Model {
    private final Model[] members;
    private final double[] weights;
    private final double total;
    private final int outputs;
    private final Scratch scratch = new Scratch();

    private VotingModel(Model[] members, double[] weights) {
        this.members = members;
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
        this.outputs = members[0].outputs();
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
        return new VotingModel(checked, Members.weights(weights, checked.length));
    }

    /**
     * Creates a vote in which all members count the same.
     *
     * @param members classifiers of the same features and classes, at least one
     * @return the model
     * @throws IllegalArgumentException if the members do not go together or are no classifiers
     */
    public static VotingModel ofEqual(List<? extends Model> members) {
        double[] weights = new double[members.size()];
        Arrays.fill(weights, 1);
        return of(members, weights);
    }

    @Override
    public ModelTask task() {
        return members[0].task();
    }

    @Override
    public List<String> features() {
        return members[0].features();
    }

    @Override
    public List<String> classes() {
        return members[0].classes();
    }

    @Override
    public int outputs() {
        return outputs;
    }

    /**
     * The models that vote.
     *
     * @return an immutable list
     */
    public List<Model> members() {
        return List.of(members);
    }

    /**
     * How much each of {@link #members()} counts.
     *
     * @return a copy
     */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public void predict(double[] vector, double[] out) {
        Members.checkOut(out, outputs);
        double[] one = scratch.of(outputs);
        Arrays.fill(out, 0, outputs, 0);
        for (int i = 0; i < members.length; i++) {
            members[i].predict(vector, one);
            vote(one, out, 0, weights[i]);
        }
        divide(out, outputs);
    }

    @Override
    public double predict(double[] vector) {
        if (outputs != 1) {
            throw new IllegalStateException("The model has " + outputs + " outputs; call predict(features, out)");
        }
        double votes = 0;
        for (int i = 0; i < members.length; i++) {
            votes += weights[i] * ballot(members[i].predict(vector));
        }
        return votes / total;
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        Members.checkBatch(rows, features().size(), count, out, outputs);
        int size = count * outputs;
        double[] one = scratch.of(size);
        Arrays.fill(out, 0, size, 0);
        for (int i = 0; i < members.length; i++) {
            members[i].predictBatch(rows, count, one);
            for (int at = 0; at < size; at += outputs) {
                vote(one, out, at, weights[i]);
            }
        }
        divide(out, size);
    }

    private static double ballot(double probability) {
        return Double.isNaN(probability) ? Double.NaN : probability >= 0.5 ? 1 : 0;
    }

    private void vote(double[] probabilities, double[] votes, int at, double weight) {
        if (outputs == 1) {
            votes[at] += weight * ballot(probabilities[at]);
            return;
        }
        int largest = at;
        for (int i = at + 1; i < at + outputs; i++) {
            if (probabilities[i] > probabilities[largest]) {
                largest = i;
            }
        }
        if (Double.isNaN(probabilities[largest])) {
            Arrays.fill(votes, at, at + outputs, Double.NaN);
        }
        votes[largest] += weight;
    }

    private void divide(double[] votes, int size) {
        for (int i = 0; i < size; i++) {
            votes[i] /= total;
        }
    }

    @Override
    public String toString() {
        return "VotingModel(" + Arrays.toString(members) + ", weights " + Arrays.toString(weights) + ")";
    }
}
