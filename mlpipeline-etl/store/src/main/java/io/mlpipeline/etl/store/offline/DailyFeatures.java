package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.series.Resampling;
import java.time.LocalDate;

/**
 * Features of one row a key and day, computed from transactions: the day's transactions are aggregated, and windows over the
 * days before go through the same kernel as everywhere.
 */
public final class DailyFeatures implements Derivation {
    private static final long LONGEST_REACH = 3_660;

    private final Schema rows;
    private final Resampling resampling;
    private final FittedFeatures features;

    private DailyFeatures(Schema rows, Resampling resampling, FittedFeatures features) {
        this.rows = rows;
        this.resampling = resampling;
        this.features = features;
    }

    /**
     * Aggregates transactions by day and computes features of the days.
     *
     * @param rows the columns of the transactions
     * @param resampling how days are made of them; of {@linkplain Resampling.Builder#observedDays() observed days} only, as a
     *     filled day would depend on all days before it
     * @param features fitted over the days
     * @return the derivation
     * @throws IllegalArgumentException if the two do not fit together, or a feature looks back without a limit
     */
    public static DailyFeatures of(Schema rows, Resampling resampling, FittedFeatures features) {
        Schema days = resampling.schemaOver(rows);
        if (!days.equals(features.schema())) {
            throw new IllegalArgumentException(
                    "The features are over " + features.schema() + ", the resampling gives " + days);
        }
        if (!resampling.isSparse()) {
            throw new IllegalArgumentException("A day that is filled depends on all days before it and cannot be"
                    + " computed again alone; call observedDays() on the resampling");
        }
        boolean isDaily = !features.timeColumn().isEmpty() && days.typeOf(features.timeColumn()) == ColumnType.DATE;
        if (!isDaily || features.reach() > LONGEST_REACH) {
            throw new IllegalArgumentException("Features look back "
                    + (isDaily ? features.reach() + " days" : "without a day")
                    + "; computing them by day needs a series of days and windows of at most " + LONGEST_REACH
                    + " days");
        }
        return new DailyFeatures(rows, resampling, features);
    }

    /**
     * What is computed of the days.
     *
     * @return the fitted features
     */
    public FittedFeatures features() {
        return features;
    }

    @Override
    public String definition() {
        return resampling + " " + features.toJson();
    }

    @Override
    public Schema rowSchema() {
        return rows;
    }

    @Override
    public Schema featureSchema() {
        return features.transformedSchema();
    }

    @Override
    public String time() {
        return resampling.time();
    }

    @Override
    public long dayOf(long time) {
        return resampling.dayOf(time);
    }

    @Override
    public int reachDays() {
        return Math.toIntExact(features.reach());
    }

    @Override
    public Frame derive(Frame transactions, LocalDate from, LocalDate to) {
        Frame computed = features.transform(resampling.resample(transactions));
        int day = computed.schema().indexOf(features.timeColumn());
        Frame.Cursor row = computed.cursor();
        return computed.where(position -> {
            long each = row.moveTo(position).integer(day);
            return each >= from.toEpochDay() && each <= to.toEpochDay();
        });
    }
}
