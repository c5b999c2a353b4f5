package io.mlpipeline.models.timeseries.backtest;

import java.time.LocalDateTime;
import java.util.List;

/**
 * A forecast that could not be made. The others go on.
 *
 * @param forecaster the candidate's name
 * @param key the key of the series
 * @param origin the stamp of the first step after the known values
 * @param reason what the forecaster said
 */
public record BacktestFailure(String forecaster, List<String> key, LocalDateTime origin, String reason) {
    /** Copies the key. */
    public BacktestFailure {
        key = List.copyOf(key);
    }
}
