package io.mlpipeline.models.timeseries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One of thirteen real series with what R 4.2.2's forecast 8.20 makes of it by its automatic methods. */
public record GoldenSeries(JsonNode r) {

    /** All of them. */
    public static Stream<GoldenSeries> all() {
        try {
            JsonNode file = new ObjectMapper()
                    .readTree(SharedData.file("golden/forecast/auto_ets_theta.json")
                            .toFile());
            return StreamSupport.stream(file.spliterator(), false).map(GoldenSeries::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The series. */
    public TimeSeries series() {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2000, 1, 1, 0, 0), doubles(r.get("x")))
                .withSeasonLength(r.get("period").asInt());
    }

    /** An array of one of R's methods. */
    public double[] values(String method, String field) {
        return doubles(r.get(method).get(field));
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    @Override
    public String toString() {
        return r.get("name").asText();
    }
}
