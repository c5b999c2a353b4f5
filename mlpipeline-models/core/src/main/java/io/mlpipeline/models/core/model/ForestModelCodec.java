package io.mlpipeline.models.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;

/**
 * Version 1: {@code {features, classes, link, starts: int32[], left: int32[], right: int32[], feature: int32[], threshold: float64[],
 * leaves: float64[], sets: int32[], categories: int64[]}}, all as in {@link ForestTrees}.
 */
final class ForestModelCodec implements ModelCodec {
    @Override
    public String type() {
        return "forest";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return ForestModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        ForestModel forest = (ForestModel) model;
        ForestTrees trees = forest.forestTrees();
        ObjectNode json = Json.object();
        json.set("features", Json.texts(forest.features()));
        json.set("classes", Json.texts(forest.classes()));
        json.put("link", forest.link().stored());
        json.put("starts", FlatArrays.ofInts(trees.starts));
        json.put("left", FlatArrays.ofInts(trees.left));
        json.put("right", FlatArrays.ofInts(trees.right));
        json.put("feature", FlatArrays.ofInts(trees.feature));
        json.put("threshold", FlatArrays.ofDoubles(trees.threshold));
        json.put("leaves", FlatArrays.ofDoubles(trees.leaves));
        json.put("sets", FlatArrays.ofInts(trees.sets));
        json.put("categories", FlatArrays.ofLongs(trees.categories));
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A forest");
        ForestTrees trees = new ForestTrees(
                ints(json, "starts"),
                ints(json, "left"),
                ints(json, "right"),
                ints(json, "feature"),
                FlatArrays.doubles(Json.text(json, "threshold")),
                FlatArrays.doubles(Json.text(json, "leaves")),
                ints(json, "sets"),
                FlatArrays.longs(Json.text(json, "categories")));
        var classes = Json.texts(json, "classes");
        return ForestModel.of(
                Json.texts(json, "features"),
                classes,
                classes.size(),
                ForestLink.ofStored(Json.text(json, "link")),
                trees);
    }

    private static int[] ints(JsonNode json, String field) {
        return FlatArrays.ints(Json.text(json, field));
    }
}
