package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.Arrays;
import java.util.List;

/**
 * The number of days to the nearest of given days, such as the public holidays, on one side; 0 on such a day. Missing where the
 * date is, or where no such day lies on that side.
 *
 * @param direction which side
 * @param column the name of a date or timestamp column of the row; a timestamp is taken in UTC
 * @param epochDays the days, ascending and distinct, at least one
 */
public record DayDistance(Direction direction, String column, List<Long> epochDays) implements ColumnExpression {
    /** The sides. */
    public enum Direction {
        /** The latest given day up to the row's. */
        SINCE("days-since-day"),
        /** The earliest given day from the row's on. */
        UNTIL("days-until-day");

        private final String operator;

        Direction(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    /** Sorts the days. */
    public DayDistance {
        epochDays = epochDays.stream().distinct().sorted().toList();
        if (epochDays.isEmpty()) {
            throw new IllegalArgumentException("A distance to days needs at least one day");
        }
    }

    static DayDistance read(Direction direction, Form form) {
        return new DayDistance(direction, form.text("column"), form.integers("days"));
    }

    @Override
    public Form form() {
        return Form.of(direction.operator()).with("column", column).withIntegers("days", epochDays);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator dayOf = Dates.day(column, scope);
        long[] days = epochDays.stream().mapToLong(Long::longValue).toArray();
        boolean since = direction == Direction.SINCE;
        return (row, windows) -> {
            double day = dayOf.evaluate(row, windows);
            return Double.isNaN(day) ? Double.NaN : distance(days, (long) day, since);
        };
    }

    private static double distance(long[] days, long day, boolean since) {
        int found = Arrays.binarySearch(days, day);
        if (found >= 0) {
            return 0;
        }
        int next = -found - 1;
        if (since) {
            return next == 0 ? Double.NaN : day - days[next - 1];
        }
        return next == days.length ? Double.NaN : days[next] - day;
    }
}
