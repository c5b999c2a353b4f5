package io.mlpipeline.etl.features.expr;

import java.util.List;
import java.util.SortedMap;

/** Turns a categorical column into one or more numeric features, learned from how often each category occurs. */
public interface Encoder {
    /**
     * The JSON form.
     *
     * @return a new form
     */
    Form form();

    /**
     * The text column to encode.
     *
     * @return a column name
     */
    String column();

    /**
     * Turns the categories into features.
     *
     * @param counts the number of rows of each category, sorted by name; missing values are not counted
     * @return the features with their names, in vector order
     * @throws io.mlpipeline.api.error.InvalidDataException if nothing can be learned from the counts; the message says why
     */
    List<Named> learn(SortedMap<String, Long> counts);

    /**
     * A named feature.
     *
     * @param name the feature's name
     * @param expression how it is computed
     */
    record Named(String name, Expression expression) {}
}
