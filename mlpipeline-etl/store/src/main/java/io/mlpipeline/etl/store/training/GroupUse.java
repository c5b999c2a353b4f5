package io.mlpipeline.etl.store.training;

import io.mlpipeline.etl.store.group.FeatureView;

/**
 * A group in a training set.
 *
 * @param view which features, under which names
 * @param run the number of the run that they were read from
 */
public record GroupUse(FeatureView view, long run) {}
