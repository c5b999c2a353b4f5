package io.mlpipeline.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reference values of other programs, and the samples they belong to. */
final class Golden {
    private Golden() {}

    static JsonNode read(String file) {
        try {
            return new ObjectMapper()
                    .readTree(SharedData.file("golden/drift/" + file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two samples and what other programs say about them. */
    record Pair(String name, Sample x, Sample y, JsonNode expected) {
        @Override
        public String toString() {
            return name;
        }

        boolean hasTies() {
            return expected.path("has_ties").asBoolean();
        }
    }

    static Stream<Pair> pairs() {
        return stream(read("numeric_two_sample.json").path("cases")).map(each -> {
            Sample x = Sample.of(values(each.path("x")));
            Sample y = Sample.of(values(each.path("y")));
            return new Pair(each.path("name").asText(), x, y, each.path("out"));
        });
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Checks a number to a relative tolerance; both may be infinite. */
    static void assertClose(String what, double actual, double expected, double relative, double absolute) {
        if (Double.isInfinite(expected)) {
            assertThat(actual).as(what).isEqualTo(expected);
            return;
        }
        double tolerance = Math.max(absolute, relative * Math.abs(expected));
        assertThat(Math.abs(actual - expected))
                .as("%s: %s instead of %s", what, actual, expected)
                .isLessThanOrEqualTo(tolerance);
    }

    static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
    }

    /** A list, or the description of a generator (SplitMix64). */
    static double[] values(JsonNode node) {
        if (node.isArray()) {
            return stream(node).mapToDouble(Golden::number).toArray();
        }
        long seed = node.path("seed").asLong();
        int n = node.path("n").asInt();
        double[] values = generated(node.path("gen").asText(), seed, n, node);
        double scale = node.path("scale").asDouble(1);
        double shift = node.path("shift").asDouble(0);
        double mix = node.path("mix").asDouble(0);
        double[] sides = mix == 0 ? new double[n] : uniform(seed + 7, n);
        return IntStream.range(0, n)
                .mapToDouble(i -> values[i] * scale + shift + (mix == 0 ? 0 : sides[i] < 0.5 ? -mix : mix))
                .map(value -> rounded(value, node.path("round").asText("")))
                .toArray();
    }

    private static double[] generated(String generator, long seed, int n, JsonNode node) {
        return switch (generator) {
            case "unif" -> uniform(seed, n);
            case "ih12" -> irwinHall(seed, n);
            case "u4" ->
                DoubleStream.of(uniform(seed, n)).map(u -> (u * u) * (u * u)).toArray();
            case "ratio" -> ratio(seed, n);
            case "ar1" -> autoregressive(irwinHall(seed, n), node.path("phi").asDouble());
            default -> throw new IllegalArgumentException("Unknown generator " + generator);
        };
    }

    private static double[] uniform(long seed, int n) {
        return IntStream.rangeClosed(1, n)
                .mapToDouble(i -> {
                    long z = seed + i * 0x9E3779B97F4A7C15L;
                    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
                    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
                    z ^= z >>> 31;
                    return (z >>> 11) * 0x1p-53;
                })
                .toArray();
    }

    private static double[] irwinHall(long seed, int n) {
        double[] u = uniform(seed, 12 * n);
        return IntStream.range(0, n)
                .mapToDouble(i -> {
                    double sum = u[12 * i];
                    for (int k = 1; k < 12; k++) {
                        sum += u[12 * i + k];
                    }
                    return sum - 6;
                })
                .toArray();
    }

    private static double[] ratio(long seed, int n) {
        double[] numerators = uniform(seed, n);
        double[] denominators = uniform(seed + 1, n);
        return IntStream.range(0, n)
                .mapToDouble(i -> (numerators[i] - 0.5) / (denominators[i] + 0.01))
                .toArray();
    }

    private static double[] autoregressive(double[] noise, double phi) {
        double[] values = noise.clone();
        for (int i = 1; i < values.length; i++) {
            values[i] = phi * values[i - 1] + noise[i];
        }
        return values;
    }

    private static double rounded(double value, String rounding) {
        return switch (rounding) {
            case "r4" -> Math.floor(value * 1e4 + 0.5) / 1e4;
            case "r2" -> Math.floor(value * 1e2 + 0.5) / 1e2;
            case "floor" -> Math.floor(value);
            default -> value;
        };
    }
}
