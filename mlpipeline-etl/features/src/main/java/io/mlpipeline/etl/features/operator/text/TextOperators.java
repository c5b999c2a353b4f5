package io.mlpipeline.etl.features.operator.text;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import io.mlpipeline.etl.features.expr.OperatorTable;
import java.util.Map;
import java.util.function.Function;

/** Operators on texts of the row. */
public final class TextOperators implements OperatorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public TextOperators() {}

    @Override
    public Map<String, Function<Form, Expression>> expressions() {
        return new OperatorTable<Expression>()
                .addAll(TextMeasure.Measure.values(), TextMeasure.Measure::operator, TextMeasure::read)
                .addAll(TextMatch.Place.values(), TextMatch.Place::operator, TextMatch::read)
                .readers();
    }
}
