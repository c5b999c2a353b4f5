package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import java.io.Serializable;

/**
 * One rule that one row breaks.
 *
 * @param column the column at fault, or {@value #WHOLE_ROW}
 * @param rule the rule's name, the same for every row that breaks it
 * @param value the offending value as text, cut off after {@value #LONGEST_VALUE} characters; empty where there is none
 */
public record Violation(String column, String rule, String value) implements Serializable {

    /** Stands for the column where a row as a whole is at fault. */
    public static final String WHOLE_ROW = "*";

    private static final int LONGEST_VALUE = 200;

    /**
     * A rule that a row breaks in one column, or in several together.
     *
     * @param row the row
     * @param rule the rule's name
     * @param positions the positions of the columns
     * @return the violation with the values as text, separated by commas
     */
    public static Violation of(Row row, String rule, int... positions) {
        String column =
                positions.length == 1 ? row.schema().column(positions[0]).name() : WHOLE_ROW;
        return new Violation(column, rule, RowText.of(row, positions));
    }

    /** Cuts long values off. */
    public Violation {
        value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
