package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.Arrays;
import java.util.List;

/**
 * Models of one task, each with a weight: what each adds to the outputs is summed in the order of the members and divided by the sum of
 * the weights.
 */
abstract sealed class WeightedMembers implements Model permits BlendModel, VotingModel {
    private final Model[] members;
    private final double[] weights;
    private final double total;
    private final int outputs;
    private final Scratch scratch = new Scratch();

    /** Takes over members that were checked. */
    WeightedMembers(Model[] members, double[] weights) {
        this.members = members;
        this.weights = Members.weights(weights, members.length);
        this.total = Arrays.stream(weights).sum();
        this.outputs = members[0].outputs();
    }

    static double[] equalWeights(int members) {
        double[] weights = new double[members];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** What a prediction of a model with one output adds to the sum. */
    abstract double part(double predicted);

    /** Adds what the prediction of one row adds to the sums. */
    abstract void add(double[] predicted, double[] sums, int at, double weight);

    @Override
    public final ModelTask task() {
        return members[0].task();
    }

    @Override
    public final List<String> features() {
        return members[0].features();
    }

    @Override
    public final List<String> classes() {
        return members[0].classes();
    }

    @Override
    public final int outputs() {
        return outputs;
    }

    /**
     * The models that count.
     *
     * @return an immutable list
     */
    public final List<Model> members() {
        return List.of(members);
    }

    /**
     * How much each of {@link #members()} counts.
     *
     * @return a copy
     */
    public final double[] weights() {
        return weights.clone();
    }

    @Override
    public final double predict(double[] vector) {
        if (outputs != 1) {
            throw new IllegalStateException("The model has " + outputs + " outputs; call predict(features, out)");
        }
        double sum = 0;
        for (int i = 0; i < members.length; i++) {
            sum += weights[i] * part(members[i].predict(vector));
        }
        return sum / total;
    }

    @Override
    public final void predict(double[] vector, double[] out) {
        Arguments.checkOut(out, outputs);
        if (outputs == 1) {
            out[0] = predict(vector);
            return;
        }
        double[] one = scratch.of(outputs);
        Arrays.fill(out, 0, outputs, 0);
        for (int i = 0; i < members.length; i++) {
            members[i].predict(vector, one);
            add(one, out, 0, weights[i]);
        }
        divide(out, outputs);
    }

    @Override
    public final void predictBatch(double[] rows, int count, double[] out) {
        Arguments.checkBatch(rows, features().size(), count, out, outputs);
        int size = count * outputs;
        double[] one = scratch.of(size);
        Arrays.fill(out, 0, size, 0);
        for (int i = 0; i < members.length; i++) {
            members[i].predictBatch(rows, count, one);
            for (int at = 0; at < size; at += outputs) {
                add(one, out, at, weights[i]);
            }
        }
        divide(out, size);
    }

    private void divide(double[] sums, int size) {
        for (int i = 0; i < size; i++) {
            sums[i] /= total;
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + Arrays.toString(members) + ", weights " + Arrays.toString(weights)
                + ")";
    }
}
