package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Rows that are features already. */
public final class PlainRows implements Derivation {
    private static final long MICROS_A_SECOND = 1_000_000;

    private final Schema schema;
    private final String time;
    private final @Nullable ZoneId zone;

    private PlainRows(Schema schema, String time, @Nullable ZoneId zone) {
        this.schema = schema;
        this.time = time;
        this.zone = zone;
    }

    /**
     * Takes rows that have a date.
     *
     * @param schema the columns of the rows
     * @param date the date column
     * @return the derivation
     * @throws IllegalArgumentException if it is no date column
     */
    public static PlainRows of(Schema schema, String date) {
        requireType(schema, date, ColumnType.DATE);
        return new PlainRows(schema, date, null);
    }

    /**
     * Takes rows that have a timestamp.
     *
     * @param schema the columns of the rows
     * @param timestamp the timestamp column
     * @param zone the zone whose midnight separates the days
     * @return the derivation
     * @throws IllegalArgumentException if it is no timestamp column
     */
    public static PlainRows of(Schema schema, String timestamp, ZoneId zone) {
        requireType(schema, timestamp, ColumnType.TIMESTAMP);
        return new PlainRows(schema, timestamp, zone);
    }

    private static void requireType(Schema schema, String column, ColumnType type) {
        if (schema.typeOf(column) != type) {
            throw new IllegalArgumentException("Column '" + column + "' holds " + schema.typeOf(column)
                    + "; a timestamp needs a zone, and a date has none");
        }
    }

    @Override
    public String definition() {
        return "rows of " + schema + " by " + time + (zone == null ? "" : " in " + zone);
    }

    @Override
    public Schema rowSchema() {
        return schema;
    }

    @Override
    public Schema featureSchema() {
        return schema;
    }

    @Override
    public String time() {
        return time;
    }

    @Override
    public long dayOf(long value) {
        if (zone == null) {
            return value;
        }
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(value, MICROS_A_SECOND));
        return instant.atZone(zone).toLocalDate().toEpochDay();
    }

    @Override
    public int reachDays() {
        return 0;
    }

    @Override
    public Frame derive(Frame rows, LocalDate from, LocalDate to) {
        int position = schema.indexOf(time);
        Frame.Cursor row = rows.cursor();
        return rows.where(each -> {
            long day = dayOf(row.moveTo(each).integer(position));
            return day >= from.toEpochDay() && day <= to.toEpochDay();
        });
    }
}
