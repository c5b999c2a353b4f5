package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts the rows of a frame into one {@link Series} a key. */
final class SeriesAssembler {
    private final PipelineSpec spec;
    private final List<String> columns;

    SeriesAssembler(PipelineSpec spec, List<String> columns) {
        this.spec = spec;
        this.columns = columns;
    }

    Map<String, Series> assemble(Frame frame) {
        if (columns.isEmpty()) {
            return Map.of();
        }
        Map<String, Series> series = new LinkedHashMap<>();
        Frame.Cursor cursor = frame.cursor();
        SeriesReader reader = SeriesReader.of(spec, columns, frame.schema());
        rowsByKey(frame).forEach((key, rows) -> series.put(key, seriesOf(key, rows, cursor, reader)));
        return series;
    }

    private Map<String, List<Integer>> rowsByKey(Frame frame) {
        KeyReader key = new KeyReader(frame.schema(), spec.keys());
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            rows.computeIfAbsent(key.keyOf(row), each -> new ArrayList<>()).add(row.position());
        }
        return rows;
    }

    private Series seriesOf(String key, List<Integer> rows, Frame.Cursor cursor, SeriesReader reader) {
        int time = cursor.schema().indexOf(spec.time());
        rows.sort(Comparator.comparingLong(row -> cursor.moveTo(row).integer(time)));
        long[] times = new long[rows.size()];
        double[] read = new double[columns.size()];
        double[][] values = new double[columns.size()][rows.size()];
        for (int i = 0; i < times.length; i++) {
            cursor.moveTo(rows.get(i));
            times[i] = cursor.integer(time);
            reader.read(cursor, read);
            for (int j = 0; j < values.length; j++) {
                values[j][i] = read[j];
            }
        }
        if (times[0] == ColumnType.MISSING_INTEGER) {
            throw new InvalidDataException("Time column '" + spec.time() + "' is missing in a row of series '" + key
                    + "'. Drop such rows before features are computed");
        }
        return Series.of(key, reader.columns(), times, values);
    }
}
