package io.mlpipeline.models.timeseries.spark;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.SeriesReader;
import io.mlpipeline.models.timeseries.panel.SeriesFailure;
import io.mlpipeline.models.timeseries.panel.SeriesOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Forecasts the series of one partition, whose rows stand together, one series after the other. */
final class SeriesPart implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final PanelColumns columns;
    private final ForecasterSource source;
    private final OutcomeRows output;

    SeriesPart(PanelColumns columns, ForecasterSource source, OutcomeRows output) {
        this.columns = columns;
        this.source = source;
        this.output = output;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Outcomes(rows, source.forecaster());
    }

    /** The result rows, made when they are asked for. */
    private final class Outcomes implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Forecaster forecaster;
        private final Horizon horizon = output.horizon();
        private final Schema schema = columns.schema();
        private final SeriesReader reader = columns.reader();
        private Iterator<Row> made = Collections.emptyIterator();
        private @Nullable Row ahead;

        Outcomes(Iterator<Row> rows, Forecaster forecaster) {
            this.rows = rows;
            this.forecaster = forecaster;
            this.ahead = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return made.hasNext() || ahead != null;
        }

        @Override
        public Row next() {
            while (!made.hasNext()) {
                Row first = ahead;
                if (first == null) {
                    throw new NoSuchElementException();
                }
                made = output.rows(key(first), outcome(together(first))).iterator();
            }
            return made.next();
        }

        private Frame together(Row first) {
            Frame.Builder frame = Frame.builder(schema);
            RowBuffer buffer = RowBuffer.of(schema);
            for (Row row = first; row != null && isSameSeries(row, first); row = ahead) {
                frame.add(copied(row, buffer.clear()));
                ahead = rows.hasNext() ? rows.next() : null;
            }
            return frame.build();
        }

        private RowBuffer copied(Row row, RowBuffer buffer) {
            int keys = columns.keys().size();
            for (int i = 0; i < row.size(); i++) {
                if (row.isNullAt(i)) {
                    buffer.setMissing(i);
                } else if (i == keys + 1) {
                    buffer.setNumber(i, row.getDouble(i));
                } else if (i < keys && columns.isTextKey(i)) {
                    buffer.setText(i, row.getString(i));
                } else {
                    buffer.setInteger(i, row.getLong(i));
                }
            }
            return buffer;
        }

        private boolean isSameSeries(Row row, Row first) {
            for (int i = 0; i < columns.keys().size(); i++) {
                if (!Objects.equals(row.get(i), first.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private List<@Nullable String> key(Row row) {
            List<@Nullable String> key = new ArrayList<>();
            for (int i = 0; i < columns.keys().size(); i++) {
                key.add(row.isNullAt(i) ? null : String.valueOf(row.get(i)));
            }
            return key;
        }

        private SeriesOutcome outcome(Frame frame) {
            List<SeriesOutcome> outcomes = new ArrayList<>();
            try {
                reader.read(frame, (key, failure) -> outcomes.add(failed(failure)))
                        .forEach((key, series) -> outcomes.add(SeriesOutcome.of(key, series, forecaster, horizon)));
            } catch (InvalidDataException e) {
                outcomes.add(failed(e)); // a key is missing
            }
            return outcomes.get(0);
        }

        private static SeriesOutcome failed(InvalidDataException e) {
            return SeriesOutcome.failed(new SeriesFailure(List.of(), String.valueOf(e.getMessage())));
        }
    }
}
