/** The feature store: groups, their history offline and their newest values online. */
@NullMarked
package io.mlpipeline.etl.store;

import org.jspecify.annotations.NullMarked;
