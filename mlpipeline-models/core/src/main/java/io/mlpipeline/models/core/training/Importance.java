package io.mlpipeline.models.core.training;

import io.mlpipeline.api.model.FeatureImportance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes shares of effects. */
public final class Importance {
    private Importance() {}

    /**
     * Each feature's share of the total.
     *
     * @param features the names
     * @param effects one number a feature, 0 or more
     * @return one share a feature; empty where all effects are 0
     */
    public static List<FeatureImportance> shares(List<String> features, double[] effects) {
        double total = Arrays.stream(effects).sum();
        List<FeatureImportance> shares = new ArrayList<>();
        for (int i = 0; i < effects.length && total > 0; i++) {
            shares.add(new FeatureImportance(features.get(i), Math.min(1, effects[i] / total)));
        }
        return shares;
    }
}
