/**
 * Two-sample tests and distances between distributions, on samples and on counts.
 *
 * <p>Everything here is a pure function of its arguments and safe for use by many threads.
 */
@NullMarked
package io.mlpipeline.drift.statistics;

import org.jspecify.annotations.NullMarked;
