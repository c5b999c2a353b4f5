/** Numbers from text. */
@NullMarked
package io.mlpipeline.etl.features.operator.text;

import org.jspecify.annotations.NullMarked;
