package io.mlpipeline.samples.retail;

import java.time.LocalDate;

/** How an item's demand moves over a year: one wave, and the weeks before Christmas. */
record Season(double amplitude, double peakDay, double christmas) {
    private static final double CHRISTMAS_PEAK = 343;
    private static final double CHRISTMAS_WIDTH = 20;

    /** One item in five is for Christmas, one for the garden, the others sell all year. */
    static Season draw(Draws draws) {
        double kind = draws.uniform();
        if (kind < 0.2) {
            return new Season(draws.uniform(0.1, 0.3), 330, draws.uniform(1.5, 3));
        }
        if (kind < 0.4) {
            return new Season(draws.uniform(0.35, 0.65), draws.uniform(150, 200), 0);
        }
        return new Season(draws.uniform(0, 0.15), draws.uniform(0, 365), draws.uniform(0.2, 0.8));
    }

    double at(LocalDate date) {
        int day = date.getDayOfYear();
        double wave = 1 + amplitude * StrictMath.cos(2 * Math.PI * (day - peakDay) / 365.25);
        double distance = (day - CHRISTMAS_PEAK) / CHRISTMAS_WIDTH;
        boolean over = date.getMonthValue() == 12 && date.getDayOfMonth() > 24;
        return over ? wave : wave * (1 + christmas * StrictMath.exp(-distance * distance));
    }
}
