package io.mlpipeline.api.report;

/** Maps a range of values to a range of pixels. */
record LinearScale(Range values, double from, double to) {
    double at(double value) {
        return from + (value - values.low()) / (values.high() - values.low()) * (to - from);
    }
}
