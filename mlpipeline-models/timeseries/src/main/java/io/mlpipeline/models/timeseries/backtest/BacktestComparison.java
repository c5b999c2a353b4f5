package io.mlpipeline.models.timeseries.backtest;

import java.util.List;
import java.util.Optional;

/**
 * Candidates side by side, the best by the first measure first. {@link #toString()} is a table, {@link #toJson()} the same for
 * programs.
 *
 * @param measures the names of the measures
 * @param cases how many forecasts all candidates could make; the scores are over these
 * @param rows the candidates, the best first
 */
public record BacktestComparison(List<String> measures, int cases, List<Row> rows) {
    /** Copies the lists. */
    public BacktestComparison {
        measures = List.copyOf(measures);
        rows = List.copyOf(rows);
    }

    /**
     * One candidate.
     *
     * @param forecaster its name
     * @param scores one for each measure; {@code NaN} where it gives none
     * @param failures how many of its forecasts failed
     * @param fallbacks how many came from a simpler method that stepped in
     * @param againstBest the test of its losses against those of the best candidate, origin by origin by the first measure; empty
     *     for the best itself, and where there are too few origins
     */
    public record Row(
            String forecaster, List<Double> scores, int failures, int fallbacks, Optional<DieboldMariano> againstBest) {
        /** Copies the scores. */
        public Row {
            scores = List.copyOf(scores);
        }
    }

    /**
     * The winner.
     *
     * @return the name of the best candidate by the first measure
     */
    public String best() {
        return rows.get(0).forecaster();
    }

    /**
     * The row of a candidate.
     *
     * @param forecaster its name
     * @return the row
     * @throws IllegalArgumentException if there is none
     */
    public Row row(String forecaster) {
        return rows.stream()
                .filter(row -> row.forecaster().equals(forecaster))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no candidate '" + forecaster + "' in the table"));
    }

    /**
     * The table as JSON: {@code cases}, {@code measures} and {@code rows} with what this record holds.
     *
     * @return the text; a number that is not there is null
     */
    public String toJson() {
        return ComparisonText.json(this);
    }

    /** The table as text of fixed width, for a console. */
    @Override
    public String toString() {
        return ComparisonText.table(this);
    }
}
