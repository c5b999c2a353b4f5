package io.mlpipeline.etl.features.quality;

/**
 * One expectation that a data set supports.
 *
 * @param rule a name for the rule
 * @param column the column it is about
 * @param check the condition
 * @param least the share of the rows that keep the condition at least, above 0; 1 if every row does
 * @param java the Java expression that makes the check, as {@link Checks} write it
 * @param evidence what was counted, in words
 */
public record Suggestion(String rule, String column, Check check, double least, String java, String evidence) {
    /** Refuses shares that are none. */
    public Suggestion {
        if (!(least > 0 && least <= 1)) {
            throw new IllegalArgumentException("A suggested share is above 0 and at most 1, got " + least);
        }
    }

    /** Whether every row keeps the condition, so that each row can be judged by itself. */
    boolean isAboutEveryRow() {
        return least == 1;
    }

    void addTo(Expectations.Builder expectations) {
        if (isAboutEveryRow()) {
            expectations.warn(rule, check);
        } else {
            expectations.warn(rule, TableChecks.mostly(least, check));
        }
    }

    /** The call of a builder that adds the rule. */
    String toJava() {
        String condition = isAboutEveryRow() ? java : "mostly(" + least + ", " + java + ")";
        return ".warn(" + JavaText.quoted(rule) + ", " + condition + ")";
    }

    @Override
    public String toString() {
        return rule + ": " + check.description()
                + (isAboutEveryRow() ? "" : " in at least a share of " + least + " of the rows") + " (" + evidence
                + ")";
    }
}
