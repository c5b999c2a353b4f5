package io.mlpipeline.models.core.xgboost;

import java.util.Arrays;
import java.util.List;

/**
 * What a model file says, as it stands there.
 *
 * @param version the version of XGBoost that wrote it, such as 2.1.4; empty if it does not say
 * @param booster {@code gbtree}, {@code gblinear} or {@code dart}
 * @param objective the objective's name
 * @param baseScore a number, or several within brackets
 * @param features the number of features
 * @param classes the number of classes; 0 or 1 if there are none
 * @param targets the number of targets
 * @param parallelTrees how many trees a round grows for each output
 * @param names the features' names; may be empty
 * @param trees the trees in order
 * @param treeInfo the output that each tree adds to
 */
record ModelFile(
        String version,
        String booster,
        String objective,
        String baseScore,
        int features,
        int classes,
        int targets,
        int parallelTrees,
        List<String> names,
        List<FileTree> trees,
        int[] treeInfo) {
    /** The same with the first trees alone. */
    ModelFile firstTrees(int count) {
        return new ModelFile(
                version,
                booster,
                objective,
                baseScore,
                features,
                classes,
                targets,
                parallelTrees,
                names,
                trees.subList(0, count),
                Arrays.copyOf(treeInfo, count));
    }
}
