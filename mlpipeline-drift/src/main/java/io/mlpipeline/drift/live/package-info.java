/** Watching a model at work: predictions are profiled away from the threads that make them, and judged window by window. */
@NullMarked
package io.mlpipeline.drift.live;

import org.jspecify.annotations.NullMarked;
