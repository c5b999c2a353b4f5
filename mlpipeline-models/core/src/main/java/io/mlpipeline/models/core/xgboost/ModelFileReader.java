package io.mlpipeline.models.core.xgboost;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Walks a model file, JSON or UBJSON, of XGBoost 1.0 to 3.x, and keeps what predictions need. */
final class ModelFileReader {
    private final Document document;
    private String version = "";
    private String booster = "";
    private String objective = "";
    private String baseScore = "";
    private int features = -1;
    private int classes;
    private int targets = 1;
    private int parallelTrees = 1;
    private final List<String> names = new ArrayList<>();
    private final List<FileTree> trees = new ArrayList<>();
    private int[] treeInfo = {};

    private ModelFileReader(Document document) {
        this.document = document;
    }

    static ModelFile read(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != '{') {
            throw new CorruptArtifactException("This is no XGBoost model in JSON or UBJSON: it begins with "
                    + Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, 8)))
                    + ". Maybe it is of the old binary format: load it with XGBoost below 3.1 and save it as .json or"
                    + " .ubj");
        }
        boolean json = bytes[1] == '"' || bytes[1] == '}' || Character.isWhitespace(bytes[1]);
        ModelFileReader reader = new ModelFileReader(json ? JsonDocument.of(bytes) : UbjDocument.of(bytes));
        reader.document.object(reader::root);
        reader.document.end();
        return reader.model();
    }

    private ModelFile model() {
        if (objective.isEmpty() || booster.isEmpty() || baseScore.isEmpty() || features < 0) {
            throw new CorruptArtifactException("The model file does not say all that an XGBoost model does: objective '"
                    + objective + "', booster '" + booster + "', base score '" + baseScore + "', features "
                    + features);
        }
        return new ModelFile(
                version,
                booster,
                objective,
                baseScore,
                features,
                classes,
                targets,
                parallelTrees,
                List.copyOf(names),
                List.copyOf(trees),
                treeInfo);
    }

    private void root(String field) {
        switch (field) {
            case "learner" -> document.object(this::learner);
            case "version" ->
                version = Arrays.stream(document.ints())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining("."));
            default -> document.skip();
        }
    }

    private void learner(String field) {
        switch (field) {
            case "learner_model_param" -> document.object(this::parameter);
            case "objective" -> document.object(this::objective);
            case "gradient_booster" -> document.object(this::booster);
            case "feature_names" -> document.array(() -> names.add(document.text()));
            default -> document.skip();
        }
    }

    private void parameter(String field) {
        switch (field) {
            case "base_score" -> baseScore = document.text();
            case "num_feature" -> features = whole(field);
            case "num_class" -> classes = whole(field);
            case "num_target" -> targets = whole(field);
            default -> document.skip();
        }
    }

    private int whole(String field) {
        String text = document.text();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CorruptArtifactException("The model file's " + field + " is no whole number: '" + text + "'", e);
        }
    }

    private void objective(String field) {
        if (field.equals("name")) {
            objective = document.text();
        } else {
            document.skip();
        }
    }

    private void booster(String field) {
        switch (field) {
            case "name" -> booster = document.text();
            case "model" -> document.object(this::model);
            default -> document.skip();
        }
    }

    private void model(String field) {
        switch (field) {
            case "trees" -> document.array(() -> trees.add(new FileTreeReader(document, trees.size()).read()));
            case "gbtree_model_param" -> document.object(this::treeParameter);
            case "tree_info" -> treeInfo = document.ints();
            // The weights of gblinear, which is refused by its name, are no trees.
            default -> document.skip();
        }
    }

    private void treeParameter(String field) {
        if (field.equals("num_parallel_tree")) {
            parallelTrees = Math.max(1, whole(field));
        } else {
            document.skip();
        }
    }
}
