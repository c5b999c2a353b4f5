package io.mlpipeline.models.core.sequence;

import io.mlpipeline.api.model.Model;

/**
 * A model that forecasts several steps at once from a window of the past. As a {@link Model} it predicts the one step that the
 * vector's {@code step} names, 1 to the horizon. Immutable and safe for use by many threads.
 */
public interface SequenceModel extends Model {
    /**
     * What the model looks at and says.
     *
     * @return the shape; {@link #features()} are its features
     */
    SequenceShape shape();

    /**
     * Forecasts all steps.
     *
     * @param vector one value a feature; {@code step} is not read. A value that is missing is {@code NaN}; a covariate that is missing
     *     counts as its mean in training, and a static code that training did not see as unknown
     * @param out receives the numbers of step 1, then those of step 2 and so on: ascending quantiles, or mean and deviation; all finite
     * @throws io.mlpipeline.api.error.InvalidDataException if no value of the window is present, or a number is infinite
     * @throws IllegalArgumentException if an array is too short
     */
    void forecast(double[] vector, double[] out);

    /**
     * Forecasts all steps for many vectors.
     *
     * @param rows the vectors one after the other
     * @param count how many there are
     * @param out receives the forecasts one after the other, the same bits as {@link #forecast}
     * @throws io.mlpipeline.api.error.InvalidDataException as {@link #forecast} does
     * @throws IllegalArgumentException if an array is too short
     */
    void forecastBatch(double[] rows, int count, double[] out);
}
