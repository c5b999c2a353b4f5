package io.mlpipeline.models.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.tree.TreeEnsembleParams;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What all of Spark's trees are told. Immutable. */
record TreeSettings(
        int trees,
        int maxDepth,
        int maxBins,
        int minLeafRows,
        double minGain,
        double subsample,
        int featuresPerSplit,
        long seed,
        String weightColumn,
        SortedMap<String, Integer> categories) {
    static final String LEARNER = "Spark's trees";
    private static final long MOST_LEAF_VALUES = 100_000_000;

    <T extends TreeEnsembleParams> T apply(T learner, Assembled data, boolean weighted) {
        learner.set(learner.featuresCol(), Assembled.FEATURES);
        learner.set(learner.labelCol(), Assembled.LABEL);
        learner.set(learner.maxDepth(), maxDepth);
        learner.set(learner.maxBins(), maxBins);
        learner.set(learner.minInstancesPerNode(), minLeafRows);
        learner.set(learner.minInfoGain(), minGain);
        learner.set(learner.subsamplingRate(), subsample);
        learner.set(learner.seed(), seed);
        if (featuresPerSplit > data.features().size()) {
            throw new InvalidDataException("Each split was to choose from " + featuresPerSplit + " features, but there"
                    + " are " + data.features().size() + ": " + data.features());
        }
        if (featuresPerSplit > 0) {
            learner.set(learner.featureSubsetStrategy(), Integer.toString(featuresPerSplit));
        }
        if (weighted) {
            learner.set(learner.weightCol(), Assembled.WEIGHT);
        }
        return learner;
    }

    /** Each leaf holds a number a class; the driver holds all trees. */
    void requireMemory(Assembled data, String target, int classes) {
        double leaves = Math.min(Math.pow(2, maxDepth), Math.max(1, data.size() / (double) minLeafRows));
        if (trees * leaves * classes > MOST_LEAF_VALUES) {
            throw new InvalidDataException(trees + " trees of up to " + (long) leaves + " leaves for " + classes
                    + (classes == 1 ? " output" : " classes") + " of '" + target + "' would hold more than "
                    + MOST_LEAF_VALUES + " numbers. Grow fewer or smaller trees (maxDepth, minLeafRows)");
        }
    }

    /** The rows, with Spark told which features hold categories. */
    Dataset<Row> rows(Assembled data) {
        for (String feature : categories.keySet()) {
            if (!data.features().contains(feature)) {
                throw new IllegalArgumentException(
                        "The categorical feature '" + feature + "' is none of " + data.features());
            }
        }
        if (categories.isEmpty()) {
            return data.rows();
        }
        requireCategories(data);
        Attribute[] attributes = data.features().stream().map(this::attribute).toArray(Attribute[]::new);
        AttributeGroup group = new AttributeGroup(Assembled.FEATURES, attributes);
        return data.rows()
                .withColumn(Assembled.FEATURES, col(Assembled.FEATURES).as(Assembled.FEATURES, group.toMetadata()));
    }

    private Attribute attribute(String feature) {
        Integer count = categories.get(feature);
        return count == null
                ? NumericAttribute.defaultAttr().withName(feature)
                : NominalAttribute.defaultAttr().withName(feature).withNumValues(count);
    }

    private void requireCategories(Assembled data) {
        List<Map.Entry<String, Integer>> named = List.copyOf(categories.entrySet());
        Column values = functions.vector_to_array(col(Assembled.FEATURES), "float64");
        Column[] others = named.stream()
                .map(feature -> {
                    Column value = values.getItem(data.features().indexOf(feature.getKey()));
                    Column fits = value.geq(0)
                            .and(value.lt(feature.getValue()))
                            .and(value.equalTo(org.apache.spark.sql.functions.floor(value)));
                    return sum(when(fits, 0).otherwise(1));
                })
                .toArray(Column[]::new);
        Row counts = data.rows().agg(array(others)).first();
        List<Long> found = counts.getList(0);
        for (int i = 0; i < named.size(); i++) {
            if (found.get(i) > 0) {
                throw new InvalidDataException(
                        "The categorical feature '" + named.get(i).getKey() + "' is none of the numbers 0 to "
                                + (named.get(i).getValue() - 1) + " in " + found.get(i)
                                + " rows. Index its categories in the feature pipeline, or say how many there are");
            }
        }
    }

    SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("trees", Integer.toString(trees));
        parameters.put("max_depth", Integer.toString(maxDepth));
        parameters.put("max_bins", Integer.toString(maxBins));
        parameters.put("min_leaf_rows", Integer.toString(minLeafRows));
        parameters.put("min_gain", Double.toString(minGain));
        parameters.put("subsample", Double.toString(subsample));
        parameters.put("features_per_split", featuresPerSplit == 0 ? "default" : Integer.toString(featuresPerSplit));
        parameters.put("seed", Long.toString(seed));
        categories.forEach((feature, count) -> parameters.put("categorical." + feature, Integer.toString(count)));
        return parameters;
    }
}
