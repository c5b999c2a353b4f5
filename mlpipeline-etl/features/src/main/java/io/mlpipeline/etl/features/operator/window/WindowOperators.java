package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import io.mlpipeline.etl.features.expr.OperatorTable;
import java.util.Map;
import java.util.function.Function;

/** Operators on the past of a series. */
public final class WindowOperators implements OperatorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public WindowOperators() {}

    @Override
    public Map<String, Function<Form, Expression>> expressions() {
        return new OperatorTable<Expression>()
                .add("lag", Lag::read)
                .add("seasonal-mean", SeasonalMean::read)
                .add("exponential-mean", ExponentialMean::read)
                .add("rolling-quantile", RollingQuantile::readRolling)
                .add("expanding-quantile", RollingQuantile::readExpanding)
                .addAll(Rolling.Statistic.values(), Rolling.Statistic::rolling, Rolling::readRolling)
                .addAll(Rolling.Statistic.values(), Rolling.Statistic::expanding, Rolling::readExpanding)
                .addAll(DaysSince.Event.values(), DaysSince.Event::operator, DaysSince::read)
                .readers();
    }
}
