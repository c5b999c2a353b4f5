package io.mlpipeline.samples.retail;

import io.mlpipeline.api.data.Frame;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which items sell often enough to be forecast by day.
 *
 * @param daily the daily rows of those items
 * @param names which they are
 * @param total how many items there are
 */
record RetailItems(Frame daily, SortedSet<String> names, int total) {
    static final int LEAST_DAYS_SOLD = 60;

    /** Decides by the days before the cut only, so that the hold-out has no say in what it holds. */
    static RetailItems select(Frame daily, LocalDate cut) {
        int item = daily.schema().indexOf("item");
        int day = daily.schema().indexOf("day");
        int units = daily.schema().indexOf("units");
        Map<String, Integer> daysSold = new HashMap<>();
        for (Frame.Cursor row = daily.cursor(); row.next(); ) {
            boolean sold = row.integer(day) < cut.toEpochDay() && row.number(units) > 0;
            daysSold.merge(row.text(item), sold ? 1 : 0, Integer::sum);
        }
        SortedSet<String> names = new TreeSet<>();
        daysSold.forEach((name, days) -> {
            if (days >= LEAST_DAYS_SOLD) {
                names.add(name);
            }
        });
        Frame.Cursor row = daily.cursor();
        return new RetailItems(daily.where(i -> names.contains(row.moveTo(i).text(item))), names, daysSold.size());
    }

    int forecast() {
        return names.size();
    }
}
