package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import java.util.Arrays;
import java.util.List;

/** The models of an ensemble, which take the same features and, but for stacks, predict the same thing. */
final class Members {
    private Members() {}

    static Model[] ofOneTask(List<? extends Model> models) {
        Model[] members = of(models);
        Model first = members[0];
        for (Model member : members) {
            if (member.task() != first.task() || !member.classes().equals(first.classes())) {
                throw new IllegalArgumentException(
                        "The members must predict the same thing, but " + describe(first) + " and " + describe(member));
            }
        }
        return members;
    }

    private static String describe(Model model) {
        return model + " is for " + model.task() + (model.task() == ModelTask.REGRESSION ? "" : " " + model.classes());
    }

    static Model[] of(List<? extends Model> models) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("An ensemble needs at least one model");
        }
        List<String> features = models.get(0).features();
        for (Model model : models) {
            if (!model.features().equals(features)) {
                throw new IllegalArgumentException("The members must take the same features in the same order, but "
                        + models.get(0) + " takes " + features + " and " + model + " takes " + model.features());
            }
        }
        return models.toArray(Model[]::new);
    }

    static double[] weights(double[] weights, int members) {
        if (weights.length != members) {
            throw new IllegalArgumentException(weights.length + " weights for " + members + " models");
        }
        for (double weight : weights) {
            if (!(weight > 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException(
                        "The weight of a member must be finite and above 0, got " + Arrays.toString(weights));
            }
        }
        return weights.clone();
    }
}
