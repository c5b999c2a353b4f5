package io.mlpipeline.etl.features.expr;

import java.time.Duration;
import java.util.List;

/**
 * A value computed from the past of the row's series.
 *
 * <p>Windows are measured by the calendar, not by counting rows, so gaps in a series do not shift them. The kernel evaluates each
 * distinct window once a row and hands the result to the expressions through a slot. Implementations are records: equal windows
 * share a slot.
 */
public interface WindowExpression extends Expression {
    /**
     * The series column that the window reads.
     *
     * @return a column name
     */
    String column();

    /**
     * How far before the row's time the newest value lies that the window may read.
     *
     * @param horizon the pipeline's horizon
     * @return a positive duration; less than the horizon only for a column that is known ahead
     */
    Duration newest(Duration horizon);

    /**
     * How much time the window covers, back from and including its newest instant.
     *
     * @return a positive duration, or zero for that instant alone
     */
    Duration length();

    /**
     * A function that computes the value over the part of a series that lies in {@code (newest - length, newest]}.
     *
     * @param unitsPerDay how many units of the time column make a day
     * @return a function for one thread at a time
     */
    WindowEvaluator evaluator(long unitsPerDay);

    @Override
    default List<Expression> operands() {
        return List.of();
    }

    @Override
    default Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    default Evaluator bind(Scope scope) {
        int slot = scope.slotOf(this);
        return (row, windows) -> windows[slot];
    }
}
