package io.mlpipeline.etl.features.quality;

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

    /** Cuts long values off. */
    public Violation {
        value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
