package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.ProgramPlan;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.util.List;

/**
 * What the kernels of all threads have in common for rows of one layout.
 *
 * @param spec the pipeline
 * @param rowSchema the layout
 * @param windows the windows that the expressions read, by slot
 * @param program how the expressions are computed
 */
record KernelPlan(PipelineSpec spec, Schema rowSchema, List<WindowExpression> windows, ProgramPlan program) {
    /** A plan for the given expressions, which must be fitted. */
    static KernelPlan of(PipelineSpec spec, Schema rowSchema, List<Expression> expressions) {
        List<WindowExpression> windows =
                Expressions.windows(expressions.stream().flatMap(Expressions::all));
        return new KernelPlan(spec, rowSchema, windows, ProgramPlan.of(expressions, new Scope(rowSchema, windows)));
    }

    Kernel kernel() {
        return new Kernel(this);
    }
}
