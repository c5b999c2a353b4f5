package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.ModelTask;

/** What a {@link ForestModel} makes of the sums of its trees' leaves. */
public enum ForestLink {
    /** The sum divided by the number of trees: a random forest for regression. */
    MEAN("mean", ModelTask.REGRESSION),
    /** The sum itself: boosted trees for regression, whose leaves hold the trees' weights. */
    SUM("sum", ModelTask.REGRESSION),
    /** 1 / (1 + e^-sum), the probability of the second class: boosted trees for two classes. */
    LOGISTIC("logistic", ModelTask.BINARY),
    /** The second class's share of two sums: a random forest for two classes. */
    SHARE("share", ModelTask.BINARY),
    /** Each class's share of all sums: a random forest for several classes. */
    SHARES("shares", ModelTask.MULTICLASS);

    private final String stored;
    private final ModelTask task;

    ForestLink(String stored, ModelTask task) {
        this.stored = stored;
        this.task = task;
    }

    String stored() {
        return stored;
    }

    ModelTask task() {
        return task;
    }

    /** How many numbers a leaf holds for so many classes. */
    int leafSize(int classes) {
        return this == SHARE || this == SHARES ? classes : 1;
    }

    static ForestLink ofStored(String name) {
        for (ForestLink link : values()) {
            if (link.stored.equals(name)) {
                return link;
            }
        }
        throw new IllegalArgumentException("No link of a forest is called '" + name + "'");
    }
}
