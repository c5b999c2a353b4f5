package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.NumericLearner;
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
            Expressions.all(single.expression()).forEach(each -> bindable(each, scope));
        } else if (entry instanceof Entry.Encoded encoded) {
            requireText(encoded.encoder());
        }
    }

    private static void bindable(Expression expression, Scope scope) {
        if (Expressions.all(expression, NumericLearner.class).findAny().isEmpty()) {
            expression.bind(scope);
        }
    }

    private void requireText(Encoder encoder) {
        ColumnType type = spec.schema().typeOf(encoder.column());
        if (type != ColumnType.TEXT) {
            throw new IllegalArgumentException("'" + encoder.form().operator() + "' encodes text; column '"
                    + encoder.column() + "' holds " + type);
        }
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
