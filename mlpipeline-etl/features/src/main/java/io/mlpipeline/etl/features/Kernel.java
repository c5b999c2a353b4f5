package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Program;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.util.List;

/**
 * Turns one row into one feature vector: the only code that does so, in training and in serving.
 *
 * <p>A kernel does not allocate for numbers and dates. It holds scratch memory: use one per thread.
 */
public final class Kernel {
    private final Program program;
    private final List<WindowReader> windows;
    private final List<String> seriesColumns;
    private final List<String> seriesNames;
    private final double[] windowValues;
    private final KeyReader keys;
    private final String time;
    private final int timePosition;
    private final Series nothing;

    Kernel(KernelPlan plan) {
        PipelineSpec spec = plan.spec();
        List<WindowExpression> needed = plan.windows();
        this.program = plan.program().program();
        this.seriesColumns =
                needed.stream().map(WindowExpression::column).distinct().toList();
        this.seriesNames = seriesColumns.stream().map(spec::seriesNameOf).toList();
        this.windows = needed.stream()
                .map(each -> WindowReader.of(each, seriesColumns.indexOf(each.column()), spec))
                .toList();
        this.windowValues = new double[needed.size()];
        this.keys = new KeyReader(plan.rowSchema(), needed.isEmpty() ? List.of() : spec.keys());
        this.time = spec.time();
        this.timePosition = needed.isEmpty() ? -1 : plan.rowSchema().indexOf(spec.time());
        this.nothing = Series.empty("", seriesNames);
    }

    /** The columns that this kernel's windows read, in order of first use. */
    List<String> seriesColumns() {
        return seriesColumns;
    }

    /**
     * Computes the features of a row.
     *
     * @param row a row in the layout that the kernel was made for
     * @param history where the past of the row's series is found; not asked if no feature needs it
     * @param out receives one value a feature; {@code NaN} means missing
     * @throws InvalidDataException if the row has no key or time and a feature needs it
     */
    public void transform(Row row, History history, double[] out) {
        if (windows.isEmpty()) {
            program.run(row, windowValues, out);
        } else {
            transform(row, history.series(keys.keyOf(row)).orElse(nothing), out);
        }
    }

    /**
     * Computes the features of a row whose series is at hand.
     *
     * @param row a row in the layout that the kernel was made for
     * @param series the past of the row's series; later times are not looked at
     * @param out receives one value a feature; {@code NaN} means missing
     * @throws InvalidDataException if the row has no time and a feature needs it
     */
    public void transform(Row row, Series series, double[] out) {
        if (!windows.isEmpty()) {
            readWindows(timeOf(row), series);
        }
        program.run(row, windowValues, out);
    }

    /** Computes the features of a row of a batch. */
    void transform(Row row, SeriesCursor cursor, double[] out) {
        if (!windows.isEmpty()) {
            long now = timeOf(row);
            for (int i = 0; i < windowValues.length; i++) {
                windowValues[i] = windows.get(i).read(cursor, 2 * i, now);
            }
        }
        program.run(row, windowValues, out);
    }

    private void readWindows(long now, Series series) {
        boolean sameLayout = series.columns().equals(seriesNames);
        for (int i = 0; i < windowValues.length; i++) {
            WindowReader window = windows.get(i);
            windowValues[i] = window.read(series, sameLayout ? window.slot() : window.columnOf(series), now);
        }
    }

    private long timeOf(Row row) {
        long now = row.integer(timePosition);
        if (now == ColumnType.MISSING_INTEGER) {
            throw new InvalidDataException("Time column '" + time + "' is missing in " + row);
        }
        return now;
    }
}
