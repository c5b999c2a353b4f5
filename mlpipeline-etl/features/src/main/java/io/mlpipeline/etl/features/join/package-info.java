/** Point-in-time joins: what was known of an entity when an event happened. */
@NullMarked
package io.mlpipeline.etl.features.join;

import org.jspecify.annotations.NullMarked;
