/** Scoring of trained models, beside native and Java peers. */
@NullMarked
package io.mlpipeline.benchmarks.scoring;

import org.jspecify.annotations.NullMarked;
