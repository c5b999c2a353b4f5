package io.mlpipeline.models.core.sequence;

/**
 * A matrix of weights within the flat array of a network, row by row.
 *
 * @param name its name, such as {@code lstm0.input}
 * @param rows the number of rows
 * @param columns the number of columns
 * @param offset where it starts
 */
public record LstmTensor(String name, int rows, int columns, int offset) {
    /**
     * The number of weights.
     *
     * @return rows by columns
     */
    public int size() {
        return rows * columns;
    }
}
