package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import io.mlpipeline.etl.features.expr.OperatorTable;
import java.util.Map;
import java.util.function.Function;

/** Arithmetic, scaling and binning. */
public final class BuiltInOperators implements OperatorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public BuiltInOperators() {}

    @Override
    public Map<String, Function<Form, Expression>> expressions() {
        return new OperatorTable<Expression>()
                .add("column", ColumnValue::read)
                .add("constant", Constant::read)
                .add("clip", Clip::read)
                .add("conditional", Conditional::read)
                .add("first-present", FirstPresent::read)
                .add("fill-missing", FillMissing::read)
                .add("scaled", Scaled::read)
                .add("quantile-scale", QuantileScale::read)
                .add("piecewise-linear", PiecewiseLinear::read)
                .add("bins", Bins::read)
                .addAll(Binary.Kind.values(), Binary.Kind::operator, Binary::read)
                .addAll(UnaryFunction.Kind.values(), UnaryFunction.Kind::operator, UnaryFunction::read)
                .addAll(Impute.Statistic.values(), Impute.Statistic::operator, Impute::read)
                .addAll(Scale.Method.values(), Scale.Method::operator, Scale::read)
                .addAll(Binning.Method.values(), Binning.Method::operator, Binning::read)
                .readers();
    }
}
