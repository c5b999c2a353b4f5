/** Drift tests on profiles and samples, monitors and alerts. */
@NullMarked
package io.mlpipeline.drift;

import org.jspecify.annotations.NullMarked;
