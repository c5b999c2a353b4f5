package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.GroupLearner;
import io.mlpipeline.etl.features.expr.Learner;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses definitions that cannot work or that would leak the future into training. */
final class SpecCheck {
    private final PipelineSpec spec;

    private SpecCheck(PipelineSpec spec) {
        this.spec = spec;
    }

    static PipelineSpec checked(PipelineSpec spec) {
        SpecCheck check = new SpecCheck(spec);
        check.columns();
        check.names();
        spec.replaced().forEach(check::replacement);
        spec.windows().forEach(check::window);
        spec.entries().forEach(check::entry);
        return spec;
    }

    private void columns() {
        Schema schema = spec.schema();
        if (schema.typeOf(spec.target()) == ColumnType.TEXT) {
            throw new IllegalArgumentException(
                    "The target '" + spec.target() + "' is text; a target must be a number or boolean");
        }
        spec.keys().forEach(key -> requireKeyType(key, schema.typeOf(key)));
        spec.knownAhead().forEach(schema::indexOf);
        if (spec.hasTime()) {
            spec.timeAxis().units(spec.horizon());
        }
        if (spec.entries().isEmpty()) {
            throw new IllegalArgumentException("A pipeline needs at least one feature");
        }
        if (spec.knownAhead().contains(spec.target())) {
            throw new IllegalArgumentException(
                    "The target '" + spec.target() + "' cannot be known ahead: it is what is to be predicted");
        }
    }

    private static void requireKeyType(String key, ColumnType type) {
        if (type != ColumnType.TEXT && type != ColumnType.INTEGER) {
            throw new IllegalArgumentException(
                    "Key column '" + key + "' holds " + type + "; a key must be text or an integer");
        }
    }

    private void names() {
        Set<String> names = new HashSet<>();
        for (Entry entry : spec.entries()) {
            if (entry instanceof Entry.Single single && !names.add(single.name())) {
                throw new IllegalArgumentException(
                        "Feature '" + single.name() + "' is defined twice; names must be unique");
            }
        }
    }

    private void replacement(String column, Expression expression) {
        requireReplaceable(spec.schema(), column);
        if (spec.keys().contains(column)) {
            throw new IllegalArgumentException("Column '" + column + "' is a key; a key cannot be replaced");
        }
        Expressions.columns(expression).forEach(spec.schema()::indexOf);
        if (Expressions.all(expression, WindowExpression.class).findAny().isPresent()) {
            throw new IllegalArgumentException("Column '" + column + "' is read by a window and replaced by "
                    + expression + ", which reads a window itself. Replace it by an expression of the row alone");
        }
        Scope scope = new Scope(spec.schema(), List.of());
        Expressions.all(expression).forEach(each -> bindable(each, scope));
    }

    static void requireReplaceable(Schema schema, String column) {
        ColumnType type = schema.typeOf(column);
        if (type == ColumnType.TEXT || type == ColumnType.DATE || type == ColumnType.TIMESTAMP) {
            throw new IllegalArgumentException("Column '" + column + "' holds " + type
                    + "; only a number, an integer or a boolean can be replaced by an expression");
        }
    }

    private void window(WindowExpression window) {
        if (!spec.hasTime()) {
            throw new IllegalArgumentException(
                    "Window " + window + " needs a series: call series(time, keys...) first");
        }
        ColumnType type = spec.schema().typeOf(window.column());
        if (type == ColumnType.TEXT) {
            throw new IllegalArgumentException(
                    "Window " + window + " needs numbers; column '" + window.column() + "' is text");
        }
        Duration newest = window.newest(spec.horizon());
        spec.timeAxis().units(newest);
        spec.timeAxis().units(window.length());
        if (newest.compareTo(spec.horizon()) < 0 && !spec.knownAhead().containsAll(spec.sourcesOf(window.column()))) {
            throw new IllegalArgumentException(
                    "Leak: " + window + " reads '" + window.column() + "' " + days(newest)
                            + " before the predicted time, but with a horizon of " + days(spec.horizon())
                            + " that value is not known yet. Use an age of at least the horizon, or declare the column with knownAhead");
        }
    }

    private static String days(Duration duration) {
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + " days"
                : duration.toString();
    }

    private void entry(Entry entry) {
        entry.columns().forEach(this::requireKnown);
        Scope scope = new Scope(spec.schema(), spec.windows());
        if (entry instanceof Entry.Single single) {
            groups(single.expression());
            Expressions.all(single.expression()).forEach(each -> bindable(each, scope));
        } else if (entry instanceof Entry.Encoded encoded) {
            Encoder encoder = encoded.encoder();
            requireText(encoder.form().operator(), encoder.column(), spec.schema());
        }
    }

    private static void bindable(Expression expression, Scope scope) {
        if (expression instanceof GroupLearner learner) {
            learner.folds().of(scope.schema());
            requireText(learner.form().operator(), learner.group(), scope.schema());
        }
        if (Expressions.all(expression, Learner.class).findAny().isEmpty()) {
            expression.bind(scope);
        }
    }

    private static void requireText(String operator, String column, Schema schema) {
        ColumnType type = schema.typeOf(column);
        if (type != ColumnType.TEXT) {
            throw new IllegalArgumentException(
                    "'" + operator + "' encodes text; column '" + column + "' holds " + type);
        }
    }

    /** What is learned from whole groups of rows contains each row's own target, unless its fold is left out. */
    private void groups(Expression expression) {
        Expressions.all(expression, GroupLearner.class)
                .filter(each -> each.folds().count() < 2 && readsTarget(each.operand()))
                .forEach(each -> {
                    throw new IllegalArgumentException("Leak: '" + each.form().operator() + "' of '" + each.group()
                            + "' learns from the target '" + spec.target() + "', so each training row would see its own"
                            + " target. Use targetEncoding(..), which is cross-fitted");
                });
    }

    private boolean readsTarget(Expression operand) {
        return Expressions.all(operand).anyMatch(each -> each.columns().contains(spec.target()));
    }

    private void requireKnown(String column) {
        spec.schema().indexOf(column);
        if (column.equals(spec.target())) {
            throw new IllegalArgumentException("Leak: a feature reads the target '" + column
                    + "' of the row itself. Use a lag or a rolling window");
        }
        boolean known = !spec.hasTime()
                || column.equals(spec.time())
                || spec.keys().contains(column)
                || spec.knownAhead().contains(column);
        if (!known) {
            throw new IllegalArgumentException("Leak: a feature reads '" + column
                    + "' at the predicted time itself, when it may not be known yet. Declare it with knownAhead(\""
                    + column
                    + "\") if it is (a planned price, a calendar), or use a lag or a rolling window");
        }
    }
}
