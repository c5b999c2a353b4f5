package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.CrossFitted;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.GroupLearner;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Walks over expression trees. */
final class Expressions {
    private Expressions() {}

    /** The expression and all below it, operands first. */
    static Stream<Expression> all(Expression expression) {
        return Stream.concat(expression.operands().stream().flatMap(Expressions::all), Stream.of(expression));
    }

    static <T> Stream<T> all(Expression expression, Class<T> type) {
        return all(expression).filter(type::isInstance).map(type::cast);
    }

    /** The distinct windows in order of first use. */
    static List<WindowExpression> windows(Stream<Expression> nodes) {
        return nodes.filter(WindowExpression.class::isInstance)
                .map(WindowExpression.class::cast)
                .distinct()
                .toList();
    }

    /** The expression as the rows that it was learned from see it. */
    static Expression forTraining(Expression expression) {
        return rewrite(expression, each -> each instanceof CrossFitted fitted ? fitted.forTraining() : each);
    }

    /** The columns of a row that the expression is computed from once it is fitted. */
    static Set<String> columns(Expression expression) {
        Set<String> columns = new TreeSet<>();
        collectColumns(expression, columns);
        return columns;
    }

    private static void collectColumns(Expression expression, Set<String> columns) {
        columns.addAll(expression.columns());
        if (expression instanceof GroupLearner learner) {
            columns.add(learner.group());
        } else {
            expression.operands().forEach(each -> collectColumns(each, columns));
        }
    }

    /** Replaces every node, operands first. */
    static Expression rewrite(Expression expression, UnaryOperator<Expression> replace) {
        List<Expression> operands = expression.operands();
        List<Expression> rewritten =
                operands.stream().map(each -> rewrite(each, replace)).toList();
        return replace.apply(rewritten.equals(operands) ? expression : expression.withOperands(rewritten));
    }
}
