/** The online feature store in Redis. */
@NullMarked
package io.mlpipeline.etl.store.redis;

import org.jspecify.annotations.NullMarked;
