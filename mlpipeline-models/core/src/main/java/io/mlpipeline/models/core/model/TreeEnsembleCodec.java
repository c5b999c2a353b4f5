package io.mlpipeline.models.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;
import java.util.List;

/**
 * Version 2: {@code {features, classes, link, outputs, baseMargin, starts: int32[], left: int32[], right: int32[], split: int32[],
 * value: float32[]}}. A split is {@code 2 * feature + (defaultLeft ? 1 : 0)}; the rest is as in {@link FlatTrees}. Version 1 had no
 * classes. {@code cover: float32[]} may follow, on which no prediction depends.
 */
final class TreeEnsembleCodec implements ModelCodec {
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
        json.put("outputs", ensemble.outputs());
        json.put("baseMargin", (double) ensemble.baseMargin());
        json.put("starts", FlatArrays.ofInts(trees.starts));
        json.put("left", FlatArrays.ofInts(trees.left));
        json.put("right", FlatArrays.ofInts(trees.right));
        json.put("split", FlatArrays.ofInts(splits(trees)));
        json.put("value", FlatArrays.ofFloats(trees.value));
        if (trees.cover.length > 0) {
            json.put("cover", FlatArrays.ofFloats(trees.cover));
        }
        return Json.bytes(json);
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
                json.has("cover") ? FlatArrays.floats(Json.text(json, "cover")) : new float[0]);
        return TreeEnsemble.of(
                Json.texts(json, "features"),
                Link.ofStored(Json.text(json, "link")),
                version == 1 ? List.of() : Json.texts(json, "classes"),
                Json.intValue(json, "outputs"),
                (float) Json.number(json, "baseMargin"),
                trees);
    }

    private static int[] ints(JsonNode json, String field) {
        return FlatArrays.ints(Json.text(json, field));
    }
}
