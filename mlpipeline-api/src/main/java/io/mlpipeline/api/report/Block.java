package io.mlpipeline.api.report;

/**
 * A piece of a section: text, figures, a table or a chart. Immutable.
 *
 * <p>The kinds are fixed, so that every block is drawn in one style and every reader of a report knows it.
 */
public abstract sealed class Block
        permits Paragraph, KeyFigures, Table, LineChart, SmallMultiples, BarChart, HistogramComparison {
    Block() {}

    abstract void writeTo(Markup out);
}
