/** Times several ways to do one thing fairly, also on a noisy machine. */
@NullMarked
package io.mlpipeline.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
