package io.mlpipeline.models.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;
import java.util.Arrays;
import java.util.List;

/**
 * Version 2: {@code {features, classes, link, baseMargins: float32[], starts: int32[], left: int32[], right: int32[], split: int32[],
 * value: float32[]}}. A split is {@code 2 * feature + (defaultLeft ? 1 : 0)}; the rest is as in {@link FlatTrees}. May be followed by
 * {@code cover: float32[]}, on which no prediction depends, and by {@code set: int32[], setStarts: int32[], sets: int64[]} where
 * nodes split by categories: set s is the bits from {@code setStarts[s]} to {@code setStarts[s + 1]}.
 *
 * <p>Version 1 had no classes and, in place of the base margins, one {@code baseMargin} and the number of {@code outputs}.
 */
final class TreeEnsembleCodec implements ModelCodec {
    private static final int MOST_OUTPUTS_OF_VERSION_1 = 1 << 20;

    @Override
    public String type() {
        return "tree-ensemble";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return TreeEnsemble.class;
    }

    @Override
    public byte[] encode(Model model) {
        TreeEnsemble ensemble = (TreeEnsemble) model;
        FlatTrees trees = ensemble.flatTrees();
        ObjectNode json = Json.object();
        json.set("features", Json.texts(ensemble.features()));
        json.set("classes", Json.texts(ensemble.classes()));
        json.put("link", ensemble.link().stored());
        json.put("baseMargins", FlatArrays.ofFloats(ensemble.baseMargins()));
        json.put("starts", FlatArrays.ofInts(trees.starts));
        json.put("left", FlatArrays.ofInts(trees.left));
        json.put("right", FlatArrays.ofInts(trees.right));
        json.put("split", FlatArrays.ofInts(splits(trees)));
        json.put("value", FlatArrays.ofFloats(trees.value));
        if (trees.cover.length > 0) {
            json.put("cover", FlatArrays.ofFloats(trees.cover));
        }
        if (trees.hasCategories()) {
            putCategories(trees, json);
        }
        return Json.bytes(json);
    }

    private static void putCategories(FlatTrees trees, ObjectNode json) {
        int[] starts = new int[trees.sets.length + 1];
        for (int i = 0; i < trees.sets.length; i++) {
            starts[i + 1] = starts[i] + trees.sets[i].length;
        }
        json.put("set", FlatArrays.ofInts(trees.set));
        json.put("setStarts", FlatArrays.ofInts(starts));
        json.put(
                "sets",
                FlatArrays.ofLongs(
                        Arrays.stream(trees.sets).flatMapToLong(Arrays::stream).toArray()));
    }

    private static long[][] sets(JsonNode json) {
        int[] starts = ints(json, "setStarts");
        long[] all = FlatArrays.longs(Json.text(json, "sets"));
        if (starts.length < 2 || starts[0] != 0 || starts[starts.length - 1] != all.length) {
            throw new IllegalArgumentException("The sets of categories do not belong together");
        }
        long[][] sets = new long[starts.length - 1][];
        for (int i = 0; i < sets.length; i++) {
            if (starts[i + 1] < starts[i] || starts[i + 1] > all.length) {
                throw new IllegalArgumentException("Set " + i + " of categories ends at " + starts[i + 1]);
            }
            sets[i] = Arrays.copyOfRange(all, starts[i], starts[i + 1]);
        }
        return sets;
    }

    private static float[] baseMargins(JsonNode json, int version) {
        if (version > 1) {
            return FlatArrays.floats(Json.text(json, "baseMargins"));
        }
        int outputs = Json.intValue(json, "outputs");
        if (outputs < 1 || outputs > MOST_OUTPUTS_OF_VERSION_1) {
            throw new IllegalArgumentException("A model cannot have " + outputs + " outputs");
        }
        float[] margins = new float[outputs];
        Arrays.fill(margins, (float) Json.number(json, "baseMargin"));
        return margins;
    }

    private static int[] splits(FlatTrees trees) {
        int[] splits = new int[trees.feature.length];
        for (int i = 0; i < splits.length; i++) {
            boolean leaf = trees.left[i] == FlatTrees.LEAF;
            splits[i] = leaf ? 0 : 2 * trees.feature[i] + (trees.defaultLeft[i] ? 1 : 0);
        }
        return splits;
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A tree ensemble");
        int[] split = ints(json, "split");
        int[] feature = new int[split.length];
        boolean[] defaultLeft = new boolean[split.length];
        for (int i = 0; i < split.length; i++) {
            feature[i] = split[i] >> 1;
            defaultLeft[i] = (split[i] & 1) == 1;
        }
        FlatTrees trees = new FlatTrees(
                ints(json, "starts"),
                ints(json, "left"),
                ints(json, "right"),
                feature,
                defaultLeft,
                FlatArrays.floats(Json.text(json, "value")),
                json.has("cover") ? FlatArrays.floats(Json.text(json, "cover")) : new float[0],
                json.has("set") ? ints(json, "set") : new int[0],
                json.has("set") ? sets(json) : new long[0][]);
        return TreeEnsemble.of(
                Json.texts(json, "features"),
                Link.ofStored(Json.text(json, "link")),
                version == 1 ? List.of() : Json.texts(json, "classes"),
                baseMargins(json, version),
                trees);
    }

    private static int[] ints(JsonNode json, String field) {
        return FlatArrays.ints(Json.text(json, field));
    }
}
