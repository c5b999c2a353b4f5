package io.mlpipeline.drift.anomaly;

/** Checks of rows of numbers. */
final class FiniteRows {
    private FiniteRows() {}

    /** The common number of columns of rows without missing values. */
    static int require(double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("The reference has no rows or no columns");
        }
        for (int r = 0; r < rows.length; r++) {
            try {
                require(rows[r], rows[0].length);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Row " + r + " of the reference: " + e.getMessage(), e);
            }
        }
        return rows[0].length;
    }

    static void require(double[] row, int columns) {
        if (row.length != columns) {
            throw new IllegalArgumentException("A row has " + columns + " values here, got " + row.length);
        }
        for (int c = 0; c < columns; c++) {
            if (!Double.isFinite(row[c])) {
                throw new IllegalArgumentException("The value of column " + c + " must be finite, got " + row[c]
                        + ". Maybe impute missing values, or leave the row out");
            }
        }
    }
}
