package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.etl.features.SeriesBuilder;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes transformed rows in one task, as {@link FittedFeatures#transform} does. Not thread-safe. */
final class Transformation {
    private final FittedFeatures features;
    private final PackedView view;
    private final Kernel kernel;
    private final int target;
    private final int size;
    private final int[] integers;
    private final int[] texts;

    private Transformation(FittedFeatures features, Schema rows) {
        this.features = features;
        this.view = new PackedView(new Packing(rows));
        this.kernel = features.trainingKernel(rows);
        this.target = rows.indexOf(features.target());
        this.size = features.names().size();
        List<String> carried = features.transformedSchema()
                .names()
                .subList(0, features.transformedSchema().size() - size - 1);
        this.integers = positions(carried, rows, false);
        this.texts = positions(carried, rows, true);
    }

    private static int[] positions(List<String> carried, Schema rows, boolean isText) {
        return carried.stream()
                .mapToInt(rows::indexOf)
                .filter(position -> (rows.column(position).type() == ColumnType.TEXT) == isText)
                .toArray();
    }

    /** Reads fitted features for rows packed from a schema. */
    static Transformation of(String features, Schema rows) {
        // The profile of the fitted rows plays no part in computing features.
        return new Transformation(FittedFeatures.fromJson(features, new DatasetProfile(0, List.of())), rows);
    }

    List<String> keys() {
        return features.keyColumns();
    }

    SeriesBuilder seriesBuilder() {
        return features.seriesBuilder(view.schema());
    }

    /** A transformed row; the series is not looked at unless the features use history. */
    PackedRow transform(PackedRow row, Series series) {
        view.on(row);
        double[] numbers = new double[size + 1];
        kernel.transform(view, series, numbers);
        numbers[size] = view.number(target);
        long[] integerValues = new long[integers.length];
        Arrays.setAll(integerValues, i -> view.integer(integers[i]));
        @Nullable String[] textValues = new String[texts.length];
        Arrays.setAll(textValues, i -> view.isMissing(texts[i]) ? null : view.text(texts[i]));
        return new PackedRow(numbers, integerValues, textValues);
    }
}
