/** Measures the library beside its peers. */
@NullMarked
package io.mlpipeline.benchmarks;

import org.jspecify.annotations.NullMarked;
