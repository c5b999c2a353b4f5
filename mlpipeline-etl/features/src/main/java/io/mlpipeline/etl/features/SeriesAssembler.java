package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Frame;
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
        SeriesBuilder builder = SeriesBuilder.of(spec, columns, frame.schema());
        rowsByKey(frame).forEach((key, rows) -> series.put(key, seriesOf(rows, cursor, builder)));
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

    private Series seriesOf(List<Integer> rows, Frame.Cursor cursor, SeriesBuilder builder) {
        int time = cursor.schema().indexOf(spec.time());
        rows.sort(Comparator.comparingLong(row -> cursor.moveTo(row).integer(time)));
        rows.forEach(row -> builder.add(cursor.moveTo(row)));
        return builder.build();
    }
}
