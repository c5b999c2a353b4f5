package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FittedFeatures;
import java.util.function.Function;

/**
 * A version in memory, opened and checked.
 *
 * @param info what is known of it
 * @param features what it computes from a request
 * @param scorers makes a scorer of rows of any schema that has the columns that the features ask for
 */
record LoadedModel(ServedModel info, FittedFeatures features, Function<Schema, Scorer> scorers) {}
