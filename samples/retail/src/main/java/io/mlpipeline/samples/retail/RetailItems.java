package io.mlpipeline.samples.retail;

import io.mlpipeline.api.data.Frame;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Which items sell often enough to be forecast by day.
 *
 * @param daily the daily rows of those items
 * @param forecast how many they are
 * @param total how many items there are
 */
record RetailItems(Frame daily, int forecast, int total) {
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
        Frame.Cursor row = daily.cursor();
        Frame kept = daily.where(i -> daysSold.get(row.moveTo(i).text(item)) >= LEAST_DAYS_SOLD);
        long forecast =
                daysSold.values().stream().filter(each -> each >= LEAST_DAYS_SOLD).count();
        return new RetailItems(kept, (int) forecast, daysSold.size());
    }
}
