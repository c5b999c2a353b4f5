package io.mlpipeline.models.xgboost;

import io.mlpipeline.models.core.model.Link;
import java.util.List;
import java.util.SortedMap;

/**
 * What trees are grown for.
 *
 * @param estimator the estimator's name
 * @param parameters the objective, by XGBoost's own names
 * @param link what turns margins into predictions
 * @param classes the names of the classes; empty for regression
 * @param weights one a row; empty where all count the same
 */
record Goal(String estimator, SortedMap<String, Object> parameters, Link link, List<String> classes, float[] weights) {
    /** How many trees a round grows side by side, and margins a row has. */
    int outputs() {
        return link == Link.SOFTMAX ? classes.size() : 1;
    }
}
