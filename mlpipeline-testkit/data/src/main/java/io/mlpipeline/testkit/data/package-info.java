/** Finds the real data sets that tests read and never copy. */
@NullMarked
package io.mlpipeline.testkit.data;

import org.jspecify.annotations.NullMarked;
