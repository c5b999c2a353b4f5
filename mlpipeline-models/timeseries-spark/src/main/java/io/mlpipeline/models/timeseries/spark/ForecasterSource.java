package io.mlpipeline.models.timeseries.spark;

import io.mlpipeline.models.timeseries.Forecaster;
import java.io.Serializable;

/** Makes the forecaster where the series are: a lambda such as {@code Ets::automatic}, which is sent to the workers. */
@FunctionalInterface
public interface ForecasterSource extends Serializable {
    /**
     * Makes the forecaster, once for each part of the data.
     *
     * @return the forecaster
     */
    Forecaster forecaster();
}
