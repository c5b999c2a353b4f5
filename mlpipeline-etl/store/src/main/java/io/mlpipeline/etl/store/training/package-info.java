/** From the store to a model and back: what a training set consists of, and the same features for a live request. */
@NullMarked
package io.mlpipeline.etl.store.training;

import org.jspecify.annotations.NullMarked;
