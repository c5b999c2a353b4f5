/** How good models are on real data. */
@NullMarked
package io.mlpipeline.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
