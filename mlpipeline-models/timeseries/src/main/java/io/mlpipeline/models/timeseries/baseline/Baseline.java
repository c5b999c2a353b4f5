package io.mlpipeline.models.timeseries.baseline;

/** A forecast that is read off the values without estimating anything but a variance. */
interface Baseline {
    String name();

    /** The type of its snapshot. */
    String type();

    /** The one number that it is made of. */
    double parameter();

    /**
     * The mean of a step.
     *
     * @param values the series, {@code NaN} where missing
     * @param end how many values are known, one of them present
     * @param ahead the step from there, from 1
     * @return the mean
     */
    double mean(double[] values, int end, int ahead);

    /** Whether the step after the known values has a mean that its error may be judged by. */
    boolean hasMean(double[] values, int end);

    /** The standard deviation of a step in units of that of the first. */
    double spread(int ahead, int observations);
}
