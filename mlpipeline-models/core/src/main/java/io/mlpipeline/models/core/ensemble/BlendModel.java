package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import java.util.Arrays;
import java.util.List;

/**
 * The weighted mean of what several models predict: of values in regression, of probabilities in classification. Immutable and safe
 * for use by many threads.
 *
 * <p>The weighted predictions are added in the order of the members and divided by the sum of the weights. It is {@code NaN} where a
 * member's prediction is. A row allocates nothing where the members don't; a batch uses a scratch a thread, as large as the largest
 * one.
 */
public final class BlendModel implements Model {
    private final Model[] members;
    private final double[] weights;
    private final double total;
    private final int outputs;
    private final Scratch scratch = new Scratch();

    private BlendModel(Model[] members, double[] weights) {
        this.members = members;
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
        this.outputs = members[0].outputs();
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
        Model[] checked = Members.ofOneTask(members);
        return new BlendModel(checked, Members.weights(weights, checked.length));
    }

    /**
     * Creates a blend in which all members count the same.
     *
     * @param members models of the same features, task and classes, at least one
     * @return the model
     * @throws IllegalArgumentException if the members do not go together
     */
    public static BlendModel ofEqual(List<? extends Model> members) {
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
     * The models that are blended.
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
    public double predict(double[] vector) {
        if (outputs != 1) {
            throw new IllegalStateException("The model has " + outputs + " outputs; call predict(features, out)");
        }
        double sum = 0;
        for (int i = 0; i < members.length; i++) {
            sum += weights[i] * members[i].predict(vector);
        }
        return sum / total;
    }

    @Override
    public void predict(double[] vector, double[] out) {
        Members.checkOut(out, outputs);
        if (outputs == 1) {
            out[0] = predict(vector);
            return;
        }
        double[] one = scratch.of(outputs);
        Arrays.fill(out, 0, outputs, 0);
        for (int i = 0; i < members.length; i++) {
            members[i].predict(vector, one);
            add(out, one, outputs, weights[i]);
        }
        divide(out, outputs);
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        Members.checkBatch(rows, features().size(), count, out, outputs);
        int size = count * outputs;
        double[] one = scratch.of(size);
        Arrays.fill(out, 0, size, 0);
        for (int i = 0; i < members.length; i++) {
            members[i].predictBatch(rows, count, one);
            add(out, one, size, weights[i]);
        }
        divide(out, size);
    }

    private static void add(double[] sums, double[] values, int size, double weight) {
        for (int i = 0; i < size; i++) {
            sums[i] += weight * values[i];
        }
    }

    private void divide(double[] sums, int size) {
        for (int i = 0; i < size; i++) {
            sums[i] /= total;
        }
    }

    @Override
    public String toString() {
        return "BlendModel(" + Arrays.toString(members) + ", weights " + Arrays.toString(weights) + ")";
    }
}
