package io.mlpipeline.models.core.xgboost;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.model.Link;

/** What a model file must say besides its trees. */
final class ModelChecks {
    private static final int MOST_CLASSES = 1 << 16;

    private ModelChecks() {}

    static void checkKind(ModelFile file) {
        if (!file.booster().equals("gbtree")) {
            throw new InvalidDataException("Models of booster '" + file.booster()
                    + "' are not read, only those of gbtree. Train it again with booster=gbtree");
        }
        if (file.targets() > 1) {
            throw new InvalidDataException(
                    "The model has " + file.targets() + " targets; only models of one are read. Train one a target");
        }
        boolean classes = Objectives.link(file.objective()) == Link.SOFTMAX;
        if (classes && (file.classes() < 2 || file.classes() > MOST_CLASSES)) {
            throw new CorruptArtifactException(
                    "A model of objective '" + file.objective() + "' says that it has " + file.classes() + " classes");
        }
        if (!classes && file.classes() > 1) {
            throw new InvalidDataException("The model has " + file.classes() + " classes, but the objective '"
                    + file.objective() + "', which has no such");
        }
    }

    static float[] baseMargins(ModelFile file) {
        String text = file.baseScore().strip();
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        int outputs = Objectives.link(file.objective()) == Link.SOFTMAX ? file.classes() : 1;
        String[] scores = text.split(",", -1);
        if (scores.length != 1 && scores.length != outputs) {
            throw new CorruptArtifactException("The model file has " + scores.length + " base scores for " + outputs
                    + " outputs: '" + file.baseScore() + "'");
        }
        float[] margins = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            margins[i] = margin(file, scores[scores.length == 1 ? 0 : i]);
        }
        return margins;
    }

    private static float margin(ModelFile file, String score) {
        try {
            float margin = Objectives.margin(file.objective(), Float.parseFloat(score.strip()));
            if (Float.isFinite(margin)) {
                return margin;
            }
        } catch (NumberFormatException e) {
            throw new CorruptArtifactException("The base score is no number: '" + file.baseScore() + "'", e);
        }
        throw new CorruptArtifactException("A model of objective '" + file.objective()
                + "' cannot have the base score '" + file.baseScore() + "'");
    }

    /** The numbers of the trees such that those of the outputs take turns. */
    static int[] treesOfOutput(ModelFile file, int outputs) {
        int[] info = file.treeInfo();
        if (info.length != file.trees().size()) {
            throw new CorruptArtifactException("The model file has "
                    + file.trees().size() + " trees, but says of " + info.length + " what they add to");
        }
        int[] counts = new int[outputs];
        int[] order = new int[info.length];
        for (int tree = 0; tree < info.length; tree++) {
            int output = info[tree];
            if (output < 0 || output >= outputs || counts[output] >= info.length / outputs) {
                throw new CorruptArtifactException("Tree " + tree + " of " + info.length + " adds to output " + output
                        + "; the " + outputs + " outputs need as many trees each");
            }
            order[counts[output]++ * outputs + output] = tree;
        }
        return order;
    }
}
