/** Cleaning of tables: what is missing, repeated, far off or written in many ways, and the account of what was done about it. */
@NullMarked
package io.mlpipeline.etl.features.cleaning;

import org.jspecify.annotations.NullMarked;
