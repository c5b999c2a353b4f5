/** Drift statistics beside SciPy and commons-math3, detectors beside MOA, profiles, and the Numenta benchmark. */
@NullMarked
package io.mlpipeline.benchmarks.drift;

import org.jspecify.annotations.NullMarked;
