/** The search for good parameters: spaces typed by a trainer's builder, random search and TPE, pruning, and studies that resume. */
@NullMarked
package io.mlpipeline.models.core.tuning;

import org.jspecify.annotations.NullMarked;
