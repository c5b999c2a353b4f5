package io.mlpipeline.etl.features.operator.text;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/**
 * A measure of a text column; missing where the text is, 0 for the empty text.
 *
 * @param measure what is measured
 * @param column the name of a text column of the row
 */
public record TextMeasure(Measure measure, String column) implements ColumnExpression {
    /** What can be measured. */
    public enum Measure {
        /** The number of Unicode code points: an emoji counts once, as in Spark and Python. */
        LENGTH("text-length"),
        /** The number of runs of characters that are no {@linkplain Character#isWhitespace(int) white space}. */
        WORDS("word-count");

        private final String operator;

        Measure(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    static TextMeasure read(Measure measure, Form form) {
        return new TextMeasure(measure, form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of(measure.operator()).with("column", column);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = positionOf(column, scope);
        return measure == Measure.LENGTH
                ? (row, windows) -> row.isMissing(position) ? Double.NaN : length(row.text(position))
                : (row, windows) -> row.isMissing(position) ? Double.NaN : words(row.text(position));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            boolean isSpace = Character.isWhitespace(text.codePointAt(i));
            words += !isSpace && !inWord ? 1 : 0;
            inWord = !isSpace;
        }
        return words;
    }

    static int positionOf(String column, Scope scope) {
        int position = scope.schema().indexOf(column);
        ColumnType type = scope.schema().column(position).type();
        if (type != ColumnType.TEXT) {
            throw new IllegalArgumentException("A text feature needs text; column '" + column + "' holds " + type);
        }
        return position;
    }
}
