/** One sequence model for all series of a panel, such as an LSTM network: what it sees of a series, and its forecasts. */
@NullMarked
package io.mlpipeline.models.timeseries.sequence;

import org.jspecify.annotations.NullMarked;
