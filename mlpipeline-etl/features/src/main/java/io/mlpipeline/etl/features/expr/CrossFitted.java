package io.mlpipeline.etl.features.expr;

/**
 * A fitted expression that must not give a fitting row what was learned from that very row. The expression itself is for new
 * rows; {@link #forTraining()} is for the rows it was learned from. The kernel of live rows binds the former, the transformation
 * of a data set the latter.
 */
public interface CrossFitted extends Expression {
    /**
     * The expression for fitting rows.
     *
     * @return an expression that leaves out what was learned from the row's own fold
     */
    Expression forTraining();

    /**
     * Says which rows were not learned from.
     *
     * @param timeColumn the time column
     * @param end the first time that was not learned from, in the unit of the column
     * @return an expression that takes rows from that time on as new
     */
    CrossFitted learnedBefore(String timeColumn, long end);
}
