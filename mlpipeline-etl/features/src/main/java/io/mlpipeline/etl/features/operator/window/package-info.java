/** Windows over the past of a series. */
@NullMarked
package io.mlpipeline.etl.features.operator.window;

import org.jspecify.annotations.NullMarked;
