package io.mlpipeline.models.timeseries.lagged;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.month;
import static io.mlpipeline.etl.features.Features.rolling;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The features of a step. The time column of the pipeline counts steps as days, so that one definition serves months and hours alike;
 * the calendar is read from a column of its own.
 */
final class LagFeatures {
    private static final Set<Frequency> DAYS_OF_WEEK = Set.of(Frequency.DAY, Frequency.BUSINESS_DAY, Frequency.HOUR);

    static final String SERIES = "series";
    static final String STEP = "step";
    static final String DATE = "date";
    static final String HOUR = "hour";
    static final String VALUE = "value";

    private final int[] lags;
    private final int[] windows;
    private final boolean calendar;

    LagFeatures(int[] lags, int[] windows, boolean calendar) {
        this.lags = lags;
        this.windows = windows;
        this.calendar = calendar;
    }

    /** How many steps of a series are history only. */
    int history() {
        int longest = 1;
        for (int each : lags) {
            longest = Math.max(longest, each);
        }
        for (int each : windows) {
            longest = Math.max(longest, each);
        }
        return longest;
    }

    String describe(String estimator) {
        return estimator + " on lags " + Arrays.toString(lags)
                + (windows.length == 0 ? "" : " and means over " + Arrays.toString(windows));
    }

    /** The mean absolute value of what is there; 1 where that is 0. */
    static double size(TimeSeries series) {
        double sum = 0;
        int count = 0;
        for (double value : series.values()) {
            if (!Double.isNaN(value)) {
                sum += Math.abs(value);
                count++;
            }
        }
        return sum > 0 ? sum / count : 1;
    }

    /** Learns a model for each of the first steps after the last known value. */
    List<LagModel> learn(Panel panel, int steps, Estimator estimator) {
        List<String> regressors =
                panel.asMap().values().iterator().next().regressors().names();
        Schema schema = schema(regressors);
        Frame rows = rows(panel, schema, regressors);
        List<LagModel> models = new ArrayList<>();
        for (int ahead = 1; ahead <= steps; ahead++) {
            FittedFeatures fitted =
                    pipeline(schema, regressors, panel.frequency(), ahead).fit(rows);
            models.add(new LagModel(
                    fitted, estimator.fit(trainingSet(fitted, rows, ahead)).model(), ahead, regressors));
        }
        return models;
    }

    private TrainingSet trainingSet(FittedFeatures fitted, Frame rows, int ahead) {
        long history = history() + ahead - 1L;
        TrainingSet all = fitted.trainingSet(rows);
        TrainingSet set = all.where(row -> all.time(row) >= TimeUnit.DAYS.toMicros(history));
        if (set.size() == 0) {
            throw new InvalidDataException("no series has a value after its first " + history
                    + " steps, which are history only: choose shorter lags or give longer series");
        }
        return set;
    }

    private static Schema schema(List<String> regressors) {
        Schema.Builder schema = Schema.builder()
                .integer(SERIES)
                .date(STEP)
                .date(DATE)
                .integer(HOUR)
                .number(VALUE);
        regressors.forEach(name -> schema.number(regressor(name)));
        return schema.build();
    }

    /** A name that no column of ours has. */
    static String regressor(String name) {
        return "regressor " + name;
    }

    private FeaturePipeline pipeline(Schema schema, List<String> regressors, Frequency frequency, int ahead) {
        FeaturePipeline.Builder builder = FeaturePipeline.over(schema)
                .series(STEP, SERIES)
                .horizon(days(ahead))
                .target(VALUE)
                .knownAhead(DATE, HOUR)
                .knownAhead(regressors.stream().map(LagFeatures::regressor).toArray(String[]::new));
        for (int each : lags) {
            builder.feature("lag " + each, lag(VALUE, days(each + ahead - 1L)));
        }
        for (int each : windows) {
            builder.feature("mean of " + each, rolling(VALUE, days(each)).mean());
        }
        if (calendar) {
            builder.feature("month", month(DATE));
            if (DAYS_OF_WEEK.contains(frequency)) {
                builder.feature("day of week", dayOfWeek(DATE));
            }
            if (frequency == Frequency.HOUR) {
                builder.feature("hour", column(HOUR));
            }
        }
        regressors.forEach(name -> builder.feature(regressor(name), column(regressor(name))));
        return builder.build();
    }

    private static Frame rows(Panel panel, Schema schema, List<String> regressors) {
        Frame.Builder rows = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema);
        int number = 0;
        for (TimeSeries series : panel.asMap().values()) {
            double size = size(series);
            double[][] columns = series.regressors().inOrderOf(regressors).toArrays();
            for (int step = 0; step < series.length(); step++) {
                row.clear().setInteger(0, number);
                write(row, schema, step, series.stamp(step));
                row.setNumber(4, series.value(step) / size);
                for (int i = 0; i < columns.length; i++) {
                    row.setNumber(5 + i, columns[i][step]);
                }
                rows.add(row);
            }
            number++;
        }
        return rows.build();
    }

    /** Writes the time of a step into the columns that a row has for it. */
    static void write(RowBuffer row, Schema schema, int step, LocalDateTime stamp) {
        for (String name : schema.names()) {
            switch (name) {
                case STEP -> row.setInteger(schema.indexOf(name), step);
                case DATE ->
                    row.setInteger(schema.indexOf(name), stamp.toLocalDate().toEpochDay());
                case HOUR -> row.setInteger(schema.indexOf(name), stamp.getHour());
                default -> {
                    // no column of time
                }
            }
        }
    }

    @Override
    public String toString() {
        return describe("features");
    }
}
