/** What a feature expression is: its operands, its JSON form, how it is bound to rows and how it is learned. */
@NullMarked
package io.mlpipeline.etl.features.expr;

import org.jspecify.annotations.NullMarked;
