package io.mlpipeline.etl.features.operator.text;

import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/**
 * 1 if a text column holds a given text in a given place, else 0; compared character by character, case included. Missing where
 * the text is.
 *
 * @param place where
 * @param column the name of a text column of the row
 * @param text what is looked for, not empty
 */
public record TextMatch(Place place, String column, String text) implements ColumnExpression {
    /** Where the text is looked for. */
    public enum Place {
        /** Anywhere. */
        CONTAINS("text-contains"),
        /** At the beginning. */
        STARTS("text-starts");

        private final String operator;

        Place(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    /** Checks the text. */
    public TextMatch {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Every text contains the empty text; give one to look for");
        }
    }

    static TextMatch read(Place place, Form form) {
        return new TextMatch(place, form.text("column"), form.text("text"));
    }

    @Override
    public Form form() {
        return Form.of(place.operator()).with("column", column).with("text", text);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = TextMeasure.positionOf(column, scope);
        String wanted = text;
        return place == Place.CONTAINS
                ? (row, windows) -> row.isMissing(position)
                        ? Double.NaN
                        : row.text(position).contains(wanted) ? 1 : 0
                : (row, windows) -> row.isMissing(position)
                        ? Double.NaN
                        : row.text(position).startsWith(wanted) ? 1 : 0;
    }
}
