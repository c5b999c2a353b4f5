package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.series.KeyGroups;
import io.mlpipeline.etl.features.series.KeyOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a frame by series and, within a series, in the order of time: each series is streamed once through a kernel.
 *
 * <p>An engine may work on different parts with several threads. The parts follow from the rows alone.
 */
public final class SeriesIndex {
    private static final int ROWS_A_PART = 1 << 15;

    private final PipelineSpec spec;
    private final Frame rows;
    private final KeyOrder order;
    private final long[] times;
    private final int[] parts;

    private SeriesIndex(PipelineSpec spec, Frame rows, KeyOrder order, long[] times) {
        this.spec = spec;
        this.rows = rows;
        this.order = order;
        this.times = times;
        this.parts = order.parts(ROWS_A_PART);
    }

    static SeriesIndex of(PipelineSpec spec, Frame rows) {
        boolean isSeries = !spec.windows().isEmpty();
        int[] groups = isSeries ? KeyGroups.of(rows, spec.keys(), row -> true) : blocks(rows.size());
        int count = Arrays.stream(groups).max().orElse(KeyGroups.NONE) + 1;
        return new SeriesIndex(spec, rows, KeyOrder.of(groups, count), isSeries ? times(spec, rows) : new long[0]);
    }

    /** Rows that look at no other row may be cut anywhere. */
    private static int[] blocks(int size) {
        int[] blocks = new int[size];
        Arrays.setAll(blocks, row -> row / ROWS_A_PART);
        return blocks;
    }

    private static long[] times(PipelineSpec spec, Frame rows) {
        int time = rows.schema().indexOf(spec.time());
        long[] times = new long[rows.size()];
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            times[row.position()] = row.integer(time);
        }
        return times;
    }

    Schema schema() {
        return rows.schema();
    }

    /**
     * How many parts there are.
     *
     * @return 0 if there is no row
     */
    public int parts() {
        return parts.length - 1;
    }

    /**
     * Moves over the rows of a part, in the order of the frame: neighbours often lie side by side in memory, though they belong to
     * different series.
     *
     * @param columns the columns that each {@link Series} has; if none, no series is made
     */
    void forEach(int part, List<String> columns, Visitor visitor) {
        Part rowsOfPart = new Part(part);
        SeriesCursor[] series = rowsOfPart.series(columns);
        Frame.Cursor row = rows.cursor();
        for (int i = 0; i < rowsOfPart.size(); i++) {
            visitor.visit(row.moveTo(rowsOfPart.row(i)), series[rowsOfPart.seriesOf(i)]);
        }
    }

    /** All series by key. */
    Map<String, Series> series(List<String> columns) {
        Map<String, Series> all = new LinkedHashMap<>();
        for (int part = 0; part < parts() && !columns.isEmpty(); part++) {
            for (SeriesCursor each : new Part(part).series(columns)) {
                all.put(each.series().key(), each.series());
            }
        }
        return all;
    }

    /** What is done with each row. */
    @FunctionalInterface
    interface Visitor {
        /** Receives a row, which moves on afterwards, and the series that it is part of. */
        void visit(Frame.Cursor row, SeriesCursor series);
    }

    /** The rows of some whole series: in the order of the frame, each with its place in the order of series and time. */
    private final class Part {
        private final int firstKey;
        private final int begin;
        private final long[] rowsAndPlaces;
        private final int[] seriesOfPlace;

        Part(int part) {
            this.firstKey = parts[part];
            this.begin = order.begin(firstKey);
            this.rowsAndPlaces = new long[order.begin(parts[part + 1]) - begin];
            this.seriesOfPlace = new int[rowsAndPlaces.length];
            for (int key = firstKey; key < parts[part + 1]; key++) {
                if (times.length > 0) {
                    order.sort(key, times);
                    requireSeries(key);
                }
                Arrays.fill(seriesOfPlace, order.begin(key) - begin, order.begin(key + 1) - begin, key - firstKey);
            }
            for (int place = 0; place < rowsAndPlaces.length; place++) {
                rowsAndPlaces[place] = (long) order.row(begin + place) << Integer.SIZE | place;
            }
            Arrays.sort(rowsAndPlaces);
        }

        /** Refuses a series that could not be one, though nothing may read its windows yet. */
        private void requireSeries(int key) {
            long last = times[order.row(order.begin(key))];
            if (last == ColumnType.MISSING_INTEGER) {
                throw new InvalidDataException("Time column '" + spec.time() + "' is missing in a row of series '"
                        + nameOf(key) + "'. Drop such rows before features are computed");
            }
            for (int i = order.begin(key) + 1; i < order.begin(key + 1); i++) {
                long time = times[order.row(i)];
                if (time <= last) {
                    throw Series.notAscending(nameOf(key), last, time);
                }
                last = time;
            }
        }

        private String nameOf(int key) {
            return new KeyReader(rows.schema(), spec.keys()).keyOf(rows.cursor().moveTo(order.row(order.begin(key))));
        }

        int size() {
            return rowsAndPlaces.length;
        }

        int row(int i) {
            return (int) (rowsAndPlaces[i] >> Integer.SIZE);
        }

        int place(int i) {
            return (int) rowsAndPlaces[i];
        }

        int seriesOf(int i) {
            return seriesOfPlace[place(i)];
        }

        SeriesCursor[] series(List<String> columns) {
            int count = size() == 0 ? 0 : seriesOfPlace[size() - 1] + 1;
            SeriesCursor[] all = new SeriesCursor[count];
            if (columns.isEmpty()) {
                Arrays.fill(all, new SeriesCursor(Series.empty("", columns)));
                return all;
            }
            SeriesReader reader = SeriesReader.of(spec, columns, rows.schema());
            double[][] values = values(reader);
            for (int each = 0; each < count; each++) {
                all[each] = new SeriesCursor(series(firstKey + each, reader.columns(), values));
            }
            return all;
        }

        /** The values of each column by place. */
        private double[][] values(SeriesReader reader) {
            double[] read = new double[reader.columns().size()];
            double[][] values = new double[read.length][size()];
            Frame.Cursor row = rows.cursor();
            for (int i = 0; i < size(); i++) {
                reader.read(row.moveTo(row(i)), read);
                for (int j = 0; j < read.length; j++) {
                    values[j][place(i)] = read[j];
                }
            }
            return values;
        }

        private Series series(int key, List<String> columns, double[][] values) {
            int from = order.begin(key) - begin;
            int to = order.begin(key + 1) - begin;
            long[] ofSeries = new long[to - from];
            Arrays.setAll(ofSeries, i -> times[order.row(begin + from + i)]);
            return Series.of(
                    nameOf(key),
                    columns,
                    ofSeries,
                    Arrays.stream(values)
                            .map(each -> Arrays.copyOfRange(each, from, to))
                            .toArray(double[][]::new));
        }
    }
}
