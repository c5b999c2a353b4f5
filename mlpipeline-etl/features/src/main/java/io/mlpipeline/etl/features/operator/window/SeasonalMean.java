package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.WindowEvaluator;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;

/**
 * The mean of a series column at the same point of past seasons: one, two and more seasons before the row. The seasons must lie at
 * least the horizon back, unless the column is known ahead. Points without a value are skipped; missing if there is none.
 *
 * @param column the series column
 * @param season the length of a season, positive
 * @param first the first season that counts, at least 1
 * @param count how many seasons count, at least 1
 */
public record SeasonalMean(String column, Duration season, int first, int count) implements WindowExpression {
    /** Checks the seasons. */
    public SeasonalMean {
        Windows.requirePositive(season, "A season");
        if (first < 1 || count < 1) {
            throw new IllegalArgumentException("A seasonal mean needs seasons from 1 on and at least one, got " + count
                    + " from " + first + "; the current one would leak");
        }
    }

    static SeasonalMean read(Form form) {
        return new SeasonalMean(
                form.text("column"),
                Duration.parse(form.text("season")),
                Math.toIntExact(form.integer("first")),
                Math.toIntExact(form.integer("count")));
    }

    @Override
    public Form form() {
        return Form.of("seasonal-mean")
                .with("column", column)
                .with("season", season.toString())
                .with("first", first)
                .with("count", count);
    }

    @Override
    public Duration newest(Duration horizon) {
        return season.multipliedBy(first);
    }

    /** One season more than between the first point and the last, so that the last lies inside. */
    @Override
    public Duration length() {
        return season.multipliedBy(count);
    }

    @Override
    public WindowEvaluator evaluator(long unitsPerDay) {
        long step = Windows.units(season, unitsPerDay);
        int from1 = first;
        int seasons = count;
        return (times, values, from, to, now) -> {
            double sum = 0;
            int present = 0;
            int i = from;
            for (int back = from1 + seasons - 1; back >= from1; back--) {
                long wanted = now - back * step;
                while (i < to && times[i] < wanted) {
                    i++;
                }
                if (i < to && times[i] == wanted && !Double.isNaN(values[i])) {
                    sum += values[i];
                    present++;
                }
            }
            return present == 0 ? Double.NaN : sum / present;
        };
    }
}
