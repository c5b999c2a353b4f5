package io.mlpipeline.models.timeseries.sequence;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a stamp says by itself, as numbers that a network can use. */
public enum CalendarFeature {
    /** The hour: three pairs of sine and cosine over the day. */
    HOUR_OF_DAY {
        @Override
        List<String> columns() {
            return waves("hour", 3);
        }

        @Override
        void put(LocalDateTime stamp, double[] row, int from) {
            putWaves((stamp.getHour() + stamp.getMinute() / 60.0) / 24, 3, row, from);
        }
    },
    /** The day of the week: one number for each day, 1 on that day and 0 on others. */
    DAY_OF_WEEK {
        @Override
        List<String> columns() {
            return List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
        }

        @Override
        void put(LocalDateTime stamp, double[] row, int from) {
            for (int day = 0; day < 7; day++) {
                row[from + day] = stamp.getDayOfWeek().ordinal() == day ? 1 : 0;
            }
        }
    },
    /** The day of the year: two pairs of sine and cosine over the year. Give it to models that saw more than one year. */
    DAY_OF_YEAR {
        @Override
        List<String> columns() {
            return waves("year", 2);
        }

        @Override
        void put(LocalDateTime stamp, double[] row, int from) {
            putWaves((stamp.getDayOfYear() - 1) / 365.25, 2, row, from);
        }
    };

    /** The names of the numbers. */
    abstract List<String> columns();

    /** Writes the numbers of a stamp. */
    abstract void put(LocalDateTime stamp, double[] row, int from);

    private static List<String> waves(String name, int pairs) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= pairs; i++) {
            columns.add(String.format(Locale.ROOT, "%s_sin_%d", name, i));
            columns.add(String.format(Locale.ROOT, "%s_cos_%d", name, i));
        }
        return List.copyOf(columns);
    }

    private static void putWaves(double share, int pairs, double[] row, int from) {
        for (int i = 1; i <= pairs; i++) {
            row[from + 2 * i - 2] = StrictMath.sin(2 * Math.PI * i * share);
            row[from + 2 * i - 1] = StrictMath.cos(2 * Math.PI * i * share);
        }
    }
}
