package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * A model of what other models predict (stacked generalisation). Immutable and safe for use by many threads.
 *
 * <p>The meta model's vector holds the outputs of all members in order. It must have been trained on predictions of rows that the
 * members had not learned from: {@link Stacking} sees to it. Nothing is allocated where the members and the meta model don't, but for
 * a scratch a thread, as large as the largest batch.
 *
 * <p>Source: D. Wolpert, Stacked Generalization, Neural Networks 5 (1992).
 */
public final class StackedModel implements Model {
    private final List<String> names;
    private final Model[] members;
    private final Model meta;
    /** Where each member's outputs start in the meta model's vector. */
    private final int[] starts;

    private final Scratch one = new Scratch();
    private final Scratch all = new Scratch();

    private StackedModel(List<String> names, Model[] members, Model meta, int[] starts) {
        this.names = names;
        this.members = members;
        this.meta = meta;
        this.starts = starts;
    }

    /**
     * Creates a stack.
     *
     * @param names a name for each member, all different
     * @param members models of the same features, at least one
     * @param meta what makes the prediction of theirs; its features are {@link #metaFeatures(List, List)}
     * @return the model
     * @throws IllegalArgumentException if names and models do not go together, or the meta model takes other features
     */
    public static StackedModel of(List<String> names, List<? extends Model> members, Model meta) {
        Model[] checked = Members.of(members);
        List<String> features = metaFeatures(names, members);
        if (!meta.features().equals(features)) {
            throw new IllegalArgumentException(
                    "The meta model takes " + meta.features() + ", but the members give " + features);
        }
        int[] starts = new int[checked.length];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + checked[i - 1].outputs();
        }
        return new StackedModel(List.copyOf(names), checked, meta, starts);
    }

    /**
     * The features of a meta model: the member's name where it has one output, else the member's and the class's joined by a dot.
     *
     * @param names a name for each member, all different
     * @param members the models
     * @return the features in the order of the meta model's vector
     * @throws IllegalArgumentException if a name is missing or repeated
     */
    public static List<String> metaFeatures(List<String> names, List<? extends Model> members) {
        if (names.size() != members.size() || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException(
                    "Each of " + members.size() + " members needs a name of its own, got " + names);
        }
        List<String> features = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (members.get(i).outputs() == 1) {
                features.add(name);
            } else {
                members.get(i).classes().forEach(label -> features.add(name + "." + label));
            }
        }
        return features;
    }

    @Override
    public ModelTask task() {
        return meta.task();
    }

    @Override
    public List<String> features() {
        return members[0].features();
    }

    @Override
    public List<String> classes() {
        return meta.classes();
    }

    @Override
    public int outputs() {
        return meta.outputs();
    }

    /**
     * The names of the members.
     *
     * @return an immutable list
     */
    public List<String> names() {
        return names;
    }

    /**
     * The models whose outputs the meta model takes.
     *
     * @return an immutable list
     */
    public List<Model> members() {
        return List.of(members);
    }

    /**
     * What makes the prediction of theirs.
     *
     * @return the meta model
     */
    public Model meta() {
        return meta;
    }

    @Override
    public double predict(double[] vector) {
        return meta.predict(inputs(vector));
    }

    @Override
    public void predict(double[] vector, double[] out) {
        Arguments.checkOut(out, outputs());
        meta.predict(inputs(vector), out);
    }

    @Override
    public void margins(double[] vector, double[] out) {
        Arguments.checkOut(out, outputs());
        meta.margins(inputs(vector), out);
    }

    private double[] inputs(double[] vector) {
        double[] inputs = all.of(meta.features().size());
        for (int i = 0; i < members.length; i++) {
            if (members[i].outputs() == 1) {
                inputs[starts[i]] = members[i].predict(vector);
            } else {
                double[] outputs = one.of(members[i], 1);
                members[i].predict(vector, outputs);
                System.arraycopy(outputs, 0, inputs, starts[i], members[i].outputs());
            }
        }
        return inputs;
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        Arguments.checkBatch(rows, features().size(), count, out, outputs());
        int width = meta.features().size();
        double[] inputs = all.of(Math.multiplyExact(count, width));
        for (int i = 0; i < members.length; i++) {
            int outputs = members[i].outputs();
            double[] predicted = one.of(members[i], count);
            members[i].predictBatch(rows, count, predicted);
            for (int row = 0; row < count; row++) {
                System.arraycopy(predicted, row * outputs, inputs, row * width + starts[i], outputs);
            }
        }
        meta.predictBatch(inputs, count, out);
    }

    @Override
    public String toString() {
        return "StackedModel(" + names + " " + Arrays.toString(members) + ", meta " + meta + ")";
    }
}
