/** The vocabulary of feature expressions. */
@NullMarked
package io.mlpipeline.etl.features.operator;

import org.jspecify.annotations.NullMarked;
