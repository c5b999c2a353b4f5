package io.mlpipeline.api.report;

import java.util.List;

/** A labelled position on an axis. */
record Tick(double value, String label) {
    private static final double GAP = 10;

    double width() {
        return TextWidth.of(label, ChartSize.FONT);
    }

    /** Where the label's middle goes so that the label stays inside the drawing. */
    double middle(LinearScale scale, double drawingWidth) {
        double half = width() / 2;
        return Math.max(half, Math.min(scale.at(value), drawingWidth - half));
    }

    /** Whether the labels of ascending ticks stand side by side without touching. */
    static boolean fit(List<Tick> ticks, LinearScale scale, double drawingWidth) {
        double free = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            double middle = tick.middle(scale, drawingWidth);
            if (middle - tick.width() / 2 < free) {
                return false;
            }
            free = middle + tick.width() / 2 + GAP;
        }
        return true;
    }
}
