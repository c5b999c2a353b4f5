package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.LocalDateTime;
import java.util.Arrays;

/** Where the series of a panel are cut: at stamps that all share, or counted from the end of each. Numbered from the oldest. */
final class Origins {
    private final Backtest settings;
    private final LocalDateTime[] stamps;

    Origins(Backtest settings, Panel panel) {
        this.settings = settings;
        this.stamps = new LocalDateTime[settings.origins()];
        Arrays.setAll(stamps, origin -> panel.stampBeforeEnd(stepsBeforeEnd(origin)));
    }

    int count() {
        return settings.origins();
    }

    private int stepsBeforeEnd(int origin) {
        return settings.gap() + settings.horizon() + (settings.origins() - 1 - origin) * settings.step();
    }

    /** How many steps of a series are known at an origin; negative where it had not begun. */
    int known(TimeSeries series, int origin) {
        return settings.fromEachEnd() ? series.length() - stepsBeforeEnd(origin) : stepsBefore(series, stamps[origin]);
    }

    /** By bisection: the calendar alone knows how many of its steps lie before a stamp. */
    private static int stepsBefore(TimeSeries series, LocalDateTime stamp) {
        int low = 0;
        int high = series.length();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (series.stamp(middle).isBefore(stamp)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first step that a forecaster learns from. */
    int from(int known) {
        return settings.window() == Backtest.EXPANDING ? 0 : Math.max(0, known - settings.window());
    }

    /** The steps from the origin to the end of the horizon that the series has. */
    int ahead(TimeSeries series, int known) {
        return Math.min(settings.gap() + settings.horizon(), series.length() - known);
    }

    /** Whether a forecast is asked for: enough is known, and an actual value exists to judge it. */
    boolean asks(TimeSeries series, int known) {
        if (known - from(known) < settings.minimumTraining()) {
            return false;
        }
        for (int step = known + settings.gap(); step < known + ahead(series, known); step++) {
            if (!Double.isNaN(series.value(step))) {
                return true;
            }
        }
        return false;
    }
}
