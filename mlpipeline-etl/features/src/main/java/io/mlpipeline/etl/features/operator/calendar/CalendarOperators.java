package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import io.mlpipeline.etl.features.expr.OperatorTable;
import java.util.Map;
import java.util.function.Function;

/** Operators on dates and timestamps of the row. */
public final class CalendarOperators implements OperatorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public CalendarOperators() {}

    @Override
    public Map<String, Function<Form, Expression>> expressions() {
        return new OperatorTable<Expression>()
                .add("one-of-days", OneOfDays::read)
                .addAll(CalendarPart.Part.values(), CalendarPart.Part::operator, CalendarPart::read)
                .addAll(DayDistance.Direction.values(), DayDistance.Direction::operator, DayDistance::read)
                .addAll(FourierTerm.Wave.values(), FourierTerm.Wave::operator, FourierTerm::read)
                .readers();
    }
}
