/** The feature kernel, beside what one would write by hand. */
@NullMarked
package io.mlpipeline.benchmarks.features;

import org.jspecify.annotations.NullMarked;
