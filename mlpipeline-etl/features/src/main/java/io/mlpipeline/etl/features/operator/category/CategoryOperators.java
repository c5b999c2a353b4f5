package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import io.mlpipeline.etl.features.expr.OperatorTable;
import java.util.Map;
import java.util.function.Function;

/** Operators on categories of the row. */
public final class CategoryOperators implements OperatorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public CategoryOperators() {}

    @Override
    public Map<String, Function<Form, Expression>> expressions() {
        return new OperatorTable<Expression>()
                .add("is-category", IsCategory::read)
                .add("is-other-category", IsOtherCategory::read)
                .add(CategoryNumber.ZERO, CategoryNumber::read)
                .add(CategoryNumber.LOOKUP, CategoryNumber::read)
                .add("hash-bucket", HashBucket::read)
                .add("target-encoding", TargetEncoding::read)
                .add("target-encoded", TargetEncoded::read)
                .addAll(GroupStatistic.Statistic.values(), GroupStatistic.Statistic::operator, GroupStatistic::read)
                .readers();
    }

    @Override
    public Map<String, Function<Form, Encoder>> encoders() {
        return new OperatorTable<Encoder>()
                .add("one-hot", OneHot::read)
                .add("ordinal", Ordinal::read)
                .add("frequency", Frequency::read)
                .readers();
    }
}
