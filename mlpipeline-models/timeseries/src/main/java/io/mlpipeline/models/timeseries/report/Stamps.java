package io.mlpipeline.models.timeseries.report;

import io.mlpipeline.api.report.XValues;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Stamps as positions in a chart; local ones are drawn as they read. */
final class Stamps {
    private Stamps() {}

    static XValues of(TimeSeries series) {
        List<Instant> stamps = new ArrayList<>();
        for (int step = 0; step < series.length(); step++) {
            stamps.add(series.stamp(step).toInstant(ZoneOffset.UTC));
        }
        return XValues.instants(stamps);
    }

    static XValues of(Forecast forecast) {
        List<Instant> stamps = new ArrayList<>();
        for (int step = 1; step <= forecast.steps(); step++) {
            stamps.add(forecast.stamp(step).toInstant(ZoneOffset.UTC));
        }
        return XValues.instants(stamps);
    }

    static String text(LocalDateTime stamp) {
        return stamp.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? stamp.toLocalDate().toString()
                : stamp.toString().replace('T', ' ');
    }
}
