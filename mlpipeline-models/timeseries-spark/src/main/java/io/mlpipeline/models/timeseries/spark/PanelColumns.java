package io.mlpipeline.models.timeseries.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.SeriesReader;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;

/** What the columns of a data set are, in a form that is sent to the workers. */
final class PanelColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Frequency frequency;
    private final String time;
    private final String value;
    private final ArrayList<String> keys;
    private final SeriesReader.Gaps gaps;
    private final boolean[] textKeys;
    private final boolean dates;
    private final @Nullable LocalDateTime end;

    private PanelColumns(SeriesReader reader, boolean[] textKeys, boolean dates, @Nullable LocalDateTime end) {
        this.frequency = reader.frequency();
        this.time = reader.time();
        this.value = reader.value();
        this.keys = new ArrayList<>(reader.keys());
        this.gaps = reader.gaps();
        this.textKeys = textKeys;
        this.dates = dates;
        this.end = end;
    }

    /** Checks the columns; where absent steps are 0, one pass finds the latest stamp. */
    static PanelColumns of(SeriesReader reader, Dataset<Row> rows) {
        if (reader.keys().isEmpty()) {
            throw new IllegalArgumentException(
                    "the reader has no key columns, so all rows are one series: read that in memory, or name its keys");
        }
        boolean[] textKeys = new boolean[reader.keys().size()];
        for (int i = 0; i < textKeys.length; i++) {
            textKeys[i] = isText(rows, reader.keys().get(i));
        }
        boolean dates = isDate(rows, reader.time());
        if (!(type(rows, reader.value()) instanceof NumericType)) {
            throw new IllegalArgumentException("the value column '" + reader.value() + "' is "
                    + type(rows, reader.value()).simpleString() + ": give a number");
        }
        PanelColumns columns = new PanelColumns(reader, textKeys, dates, null);
        return reader.gaps() == SeriesReader.Gaps.ZERO
                ? new PanelColumns(reader, textKeys, dates, columns.latest(rows))
                : columns;
    }

    private static DataType type(Dataset<Row> rows, String name) {
        if (!Arrays.asList(rows.columns()).contains(name)) {
            throw new IllegalArgumentException(
                    "no column '" + name + "'; the columns are " + Arrays.asList(rows.columns()));
        }
        return rows.schema().apply(name).dataType();
    }

    private static boolean isText(Dataset<Row> rows, String key) {
        DataType type = type(rows, key);
        if (type.equals(DataTypes.StringType)) {
            return true;
        }
        boolean whole = List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType)
                .contains(type);
        if (!whole && !(type instanceof BooleanType)) {
            throw new IllegalArgumentException(
                    "the key column '" + key + "' is " + type.simpleString() + ": give texts or integers");
        }
        return false;
    }

    private static boolean isDate(Dataset<Row> rows, String time) {
        DataType type = type(rows, time);
        if (!type.equals(DataTypes.DateType) && !type.equals(DataTypes.TimestampType)) {
            throw new IllegalArgumentException(
                    "the time column '" + time + "' is " + type.simpleString() + ": give a date or a timestamp");
        }
        return type.equals(DataTypes.DateType);
    }

    private @Nullable LocalDateTime latest(Dataset<Row> rows) {
        Row found = rows.agg(max(stamp())).first();
        if (found.isNullAt(0)) {
            return null;
        }
        long count = found.getLong(0);
        return dates
                ? LocalDate.ofEpochDay(count).atStartOfDay()
                : LocalDate.EPOCH.atStartOfDay().plus(count, ChronoUnit.MICROS);
    }

    private static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    private Column stamp() {
        return (dates ? unix_date(quoted(time)) : unix_micros(quoted(time))).cast(DataTypes.LongType);
    }

    /** The keys as texts or whole numbers, then the stamp as a count, then the value as a double. */
    Dataset<Row> select(Dataset<Row> rows) {
        Column[] columns = new Column[keys.size() + 2];
        for (int i = 0; i < keys.size(); i++) {
            Column key = quoted(keys.get(i));
            columns[i] = (textKeys[i] ? key : key.cast(DataTypes.LongType)).as("key" + i);
        }
        columns[keys.size()] = stamp().as("stamp");
        columns[keys.size() + 1] = quoted(value).cast(DataTypes.DoubleType).as("value");
        return rows.select(columns);
    }

    /** The numbered names of the key columns, so that no name of the host's collides with another. */
    Column[] keyColumns() {
        Column[] columns = new Column[keys.size()];
        Arrays.setAll(columns, i -> col("key" + i));
        return columns;
    }

    Column[] order() {
        Column[] columns = Arrays.copyOf(keyColumns(), keys.size() + 1);
        columns[keys.size()] = col("stamp");
        return columns;
    }

    List<String> keys() {
        return keys;
    }

    boolean isTextKey(int key) {
        return textKeys[key];
    }

    /** The layout of the rows of one series. */
    Schema schema() {
        Schema.Builder schema = Schema.builder();
        for (int i = 0; i < keys.size(); i++) {
            schema.add(keys.get(i), textKeys[i] ? ColumnType.TEXT : ColumnType.INTEGER);
        }
        schema.add(time, dates ? ColumnType.DATE : ColumnType.TIMESTAMP);
        return schema.number(value).build();
    }

    SeriesReader reader() {
        SeriesReader reader = SeriesReader.of(frequency, time, value)
                .withKeys(keys.toArray(String[]::new))
                .withGaps(gaps);
        return Optional.ofNullable(end).map(reader::withEnd).orElse(reader);
    }
}
