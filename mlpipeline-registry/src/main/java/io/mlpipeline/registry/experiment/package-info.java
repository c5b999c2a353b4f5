/** Runs of experiments: what was tried, with what, and what came of it. */
@NullMarked
package io.mlpipeline.registry.experiment;

import org.jspecify.annotations.NullMarked;
