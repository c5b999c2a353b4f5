/** Feature definitions, their fit, and the row kernel that applies them. */
@NullMarked
package io.mlpipeline.etl.features;

import org.jspecify.annotations.NullMarked;
