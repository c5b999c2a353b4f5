package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.ModelTask;

/** What turns a tree ensemble's margins, the sums of its leaves, into predictions. All arithmetic is in single precision. */
public enum Link {
    /** The margin itself. */
    IDENTITY("identity", ModelTask.REGRESSION),
    /** e to the margin: for counts and other positive targets trained on the log scale. */
    EXP("exp", ModelTask.REGRESSION),
    /** 1 / (1 + e^-margin): the probability of the positive class. */
    LOGISTIC("logistic", ModelTask.BINARY),
    /** e to each margin divided by their sum: the probability of each class. */
    SOFTMAX("softmax", ModelTask.MULTICLASS);

    private static final float LARGEST_EXPONENT = 88.7f;

    private final String stored;
    private final ModelTask task;

    Link(String stored, ModelTask task) {
        this.stored = stored;
        this.task = task;
    }

    String stored() {
        return stored;
    }

    ModelTask task() {
        return task;
    }

    static Link ofStored(String name) {
        for (Link link : values()) {
            if (link.stored.equals(name)) {
                return link;
            }
        }
        throw new IllegalArgumentException("No link is called '" + name + "'");
    }

    /** Applies a link of one output. */
    float apply(float margin) {
        return switch (this) {
            case IDENTITY -> margin;
            case EXP -> FloatExp.exp(margin);
            case LOGISTIC -> 1.0f / (FloatExp.exp(Math.min(-margin, LARGEST_EXPONENT)) + 1.0f);
            case SOFTMAX -> throw new IllegalStateException("The softmax of one margin is always 1");
        };
    }

    /** Replaces margins, held as doubles that are floats, by probabilities; sums in double precision as XGBoost does. */
    static void softmax(double[] margins, int from, int outputs) {
        int to = from + outputs;
        float largest = (float) margins[from];
        for (int i = from + 1; i < to; i++) {
            largest = Math.max(largest, (float) margins[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            float power = FloatExp.exp((float) margins[i] - largest);
            margins[i] = power;
            sum += power;
        }
        float divisor = (float) sum;
        for (int i = from; i < to; i++) {
            margins[i] = (float) margins[i] / divisor;
        }
    }
}
