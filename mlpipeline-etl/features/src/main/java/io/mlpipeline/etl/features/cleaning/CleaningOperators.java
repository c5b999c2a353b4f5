package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import java.util.Map;
import java.util.function.Function;

/** The operators that cleaning learns and hands to feature pipelines. */
public final class CleaningOperators implements OperatorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public CleaningOperators() {}

    @Override
    public Map<String, Function<Form, Expression>> expressions() {
        return Map.of(
                "clip-to-group", ClipToGroup::read,
                "fill-from-group", FillFromGroup::read,
                "outside-group", OutsideGroup::read);
    }
}
