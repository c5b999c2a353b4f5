/**
 * Detectors of change in a stream of numbers, one value at a time and in constant or logarithmic memory.
 *
 * <p>All are deterministic and none is thread-safe. After a change a detector forgets what was before and goes on.
 */
@NullMarked
package io.mlpipeline.drift.stream;

import org.jspecify.annotations.NullMarked;
