/** Encodings of categories, learned and fixed. */
@NullMarked
package io.mlpipeline.etl.features.operator.category;

import org.jspecify.annotations.NullMarked;
