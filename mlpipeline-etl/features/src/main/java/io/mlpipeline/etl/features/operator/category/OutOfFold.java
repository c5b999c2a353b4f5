package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** A {@link TargetEncoded} as fitting rows see it. It lives for one transformation and is never written. */
record OutOfFold(TargetEncoded encoded) implements Expression {
    @Override
    public Form form() {
        return encoded.form();
    }

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    public Set<String> columns() {
        Set<String> columns = new HashSet<>(encoded.columns());
        columns.addAll(encoded.folds().columns());
        return columns;
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator full = encoded.full().bind(scope);
        Evaluator[] byFold =
                encoded.byFold().stream().map(each -> each.bind(scope)).toArray(Evaluator[]::new);
        ToIntFunction<Row> foldOf = encoded.folds().of(scope.schema());
        boolean cut = encoded.end() != Long.MAX_VALUE;
        int time = cut ? scope.schema().indexOf(encoded.timeColumn()) : -1;
        long end = encoded.end();
        // A row without a time is not learned from.
        return (row, windows) -> cut && (row.isMissing(time) || row.integer(time) >= end)
                ? full.evaluate(row, windows)
                : byFold[foldOf.applyAsInt(row)].evaluate(row, windows);
    }
}
