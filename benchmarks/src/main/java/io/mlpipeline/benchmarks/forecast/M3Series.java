package io.mlpipeline.benchmarks.forecast;

import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * A series of the M3 competition (Makridakis and Hibon 2000).
 *
 * @param id its number, such as N1402
 * @param train what a method may see
 * @param test what it is to forecast
 */
record M3Series(String id, TimeSeries train, double[] test) {
    private static final long SAMPLE_SEED = 3;
    private static final int TRAIN = 6;
    private static final int TEST = 7;

    /** All series of a frequency, or a fixed random subset of them. */
    static List<M3Series> read(Frequency frequency, OptionalInt sample) throws IOException {
        String name = frequency == Frequency.MONTH ? "m3_monthly" : "m3_quarterly";
        List<M3Series> all = new ArrayList<>();
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedFiles.find("data/m3/" + name + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                all.add(of(frequency, line.split(",")));
            }
        }
        if (sample.isPresent() && sample.getAsInt() < all.size()) {
            Collections.shuffle(all, new Random(SAMPLE_SEED));
            return List.copyOf(all.subList(0, sample.getAsInt()));
        }
        return List.copyOf(all);
    }

    private static M3Series of(Frequency frequency, String[] fields) {
        TimeSeries train = TimeSeries.of(frequency, LocalDateTime.of(1990, 1, 1, 0, 0), numbers(fields[TRAIN]));
        return new M3Series(fields[0], train, numbers(fields[TEST]));
    }

    private static double[] numbers(String list) {
        return Arrays.stream(list.split(";")).mapToDouble(Double::parseDouble).toArray();
    }

    /** The mean absolute change from one season to the next, which MASE scales by. */
    double scale() {
        int season = train.seasonLength();
        double sum = 0;
        for (int t = season; t < train.length(); t++) {
            sum += Math.abs(train.value(t) - train.value(t - season));
        }
        return sum / (train.length() - season);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof M3Series that
                && id.equals(that.id)
                && train.equals(that.train)
                && Arrays.equals(test, that.test);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
