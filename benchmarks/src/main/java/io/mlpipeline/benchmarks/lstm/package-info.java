/** One LSTM network for many series beside other forecasters on real demand, and what a single forecast costs. */
@NullMarked
package io.mlpipeline.benchmarks.lstm;

import org.jspecify.annotations.NullMarked;
