package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.ValueHistogram;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A column is distributed as it was: the greatest distance between the two distribution functions (Kolmogorov-Smirnov) is small.
 *
 * @param column the column
 * @param bits the precision of the reference
 * @param values the reference's buckets
 * @param counts how many values each holds
 * @param most the largest good distance
 */
record DistanceCheck(String column, int bits, double[] values, long[] counts, double most) implements TableCheck {
    DistanceCheck {
        if (!(most >= 0 && most <= 1) || values.length == 0) {
            throw new IllegalArgumentException("A distance between distributions is from 0 to 1 and needs values, got "
                    + most + " and " + values.length + " values");
        }
    }

    static DistanceCheck of(String column, ValueHistogram reference, double most) {
        return new DistanceCheck(
                column,
                reference.precisionBits(),
                IntStream.range(0, reference.size())
                        .mapToDouble(reference::value)
                        .toArray(),
                IntStream.range(0, reference.size()).mapToLong(reference::count).toArray(),
                most);
    }

    static void requireNumber(Schema schema, String column) {
        ColumnType type = schema.typeOf(column);
        if (type != ColumnType.NUMBER && type != ColumnType.INTEGER && type != ColumnType.BOOLEAN) {
            throw new IllegalArgumentException(
                    "Column '" + column + "' holds " + type + "; a distribution is checked of numbers");
        }
    }

    @Override
    public String description() {
        return column + " is distributed as before, within a distance of " + most;
    }

    @Override
    public void require(Schema schema) {
        requireNumber(schema, column);
    }

    @Override
    public Optional<String> profiled() {
        return Optional.of(column);
    }

    @Override
    public Finding judge(TableFacts facts) {
        ValueHistogram now = facts.profile().histogram();
        if (now.size() == 0) {
            return new Finding(false, "no value");
        }
        double distance = distance(ValueHistogram.of(bits, values, counts), now);
        return new Finding(distance <= most, Double.toString(distance));
    }

    private static double distance(ValueHistogram a, ValueHistogram b) {
        int shared = Math.min(a.precisionBits(), b.precisionBits());
        ValueHistogram left = a.coarsened(shared);
        ValueHistogram right = b.coarsened(shared);
        return DoubleStream.concat(steps(left), steps(right))
                .map(at -> Math.abs(share(left, at) - share(right, at)))
                .max()
                .orElse(0);
    }

    private static DoubleStream steps(ValueHistogram histogram) {
        return IntStream.range(0, histogram.size()).mapToDouble(histogram::value);
    }

    private static double share(ValueHistogram histogram, double value) {
        return (double) histogram.countAtMost(value) / histogram.total();
    }
}
