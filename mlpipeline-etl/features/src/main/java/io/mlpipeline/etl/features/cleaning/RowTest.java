package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.operator.UnaryFunction;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a step looks for in a column's value: that it is missing, or that it is far off. */
sealed interface RowTest {
    /** Refuses columns that cannot be tested. */
    void require(Schema schema, String column);

    /** The test for rows of a schema, for one thread. */
    Predicate<Row> bind(Schema schema, String column);

    /** The columns that the test reads beside the one tested. */
    Set<String> columns();

    String description();

    Form form();

    /** The test as a number, 1 where it holds and else 0, of an expression of the value. */
    Optional<Expression> on(Expression value);

    static RowTest read(Form form) {
        return form.operator().equals("missing") ? new Missing() : new Outside(GroupNumbers.read(form));
    }

    /** The value is missing. */
    record Missing() implements RowTest {
        @Override
        public void require(Schema schema, String column) {
            schema.indexOf(column);
        }

        @Override
        public Predicate<Row> bind(Schema schema, String column) {
            int position = schema.indexOf(column);
            return row -> row.isMissing(position);
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }

        @Override
        public String description() {
            return "is missing";
        }

        @Override
        public Form form() {
            return Form.of("missing");
        }

        @Override
        public Optional<Expression> on(Expression value) {
            return Optional.of(new UnaryFunction(UnaryFunction.Kind.IS_MISSING, value));
        }
    }

    /** The value lies outside the bounds of its row's group; rows of unknown groups are not judged. */
    record Outside(GroupNumbers bounds) implements RowTest {
        @Override
        public void require(Schema schema, String column) {
            requireNumber(schema, column);
            GroupNumbers.requireGroupable(schema, bounds.columns());
        }

        @Override
        public Predicate<Row> bind(Schema schema, String column) {
            int position = schema.indexOf(column);
            GroupNumbers.Lookup lookup = bounds.bind(schema);
            return row -> {
                double value = row.number(position);
                double[] found = Double.isNaN(value) ? null : lookup.find(row);
                return found != null && (value < found[0] || value > found[1]);
            };
        }

        @Override
        public Set<String> columns() {
            return Set.copyOf(bounds.columns());
        }

        @Override
        public String description() {
            return "is outside the bounds of " + bounds;
        }

        @Override
        public Form form() {
            return bounds.form("outside");
        }

        @Override
        public Optional<Expression> on(Expression value) {
            return Optional.of(new OutsideGroup(value, bounds));
        }
    }

    static void requireNumber(Schema schema, String column) {
        ColumnType type = schema.typeOf(column);
        if (type != ColumnType.NUMBER && type != ColumnType.INTEGER && type != ColumnType.BOOLEAN) {
            throw new IllegalArgumentException(
                    "Column '" + column + "' holds " + type
                            + ", which has no mean, median or bounds. Use the most frequent value for text, or convert it first");
        }
    }
}
