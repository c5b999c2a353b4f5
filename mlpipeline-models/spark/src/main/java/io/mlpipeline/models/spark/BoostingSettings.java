package io.mlpipeline.models.spark;

import static io.mlpipeline.models.core.training.Ranges.nonNegative;
import static io.mlpipeline.models.core.training.Ranges.require;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.SortedMap;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.tree.GBTParams;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What boosted trees are told beside {@link TreeSettings}. Immutable. */
record BoostingSettings(double learningRate, double validationShare, double leastImprovement) {
    static final BoostingSettings INITIAL = new BoostingSettings(0.1, 0, 0);
    private static final String VALIDATION = "mlpipeline_validation";
    private static final long BUCKETS = 1_000_000;

    BoostingSettings withLearningRate(double rate) {
        require("learning rate", rate > 0 && rate <= 1, "above 0 and at most 1", rate);
        return new BoostingSettings(rate, validationShare, leastImprovement);
    }

    BoostingSettings withStopping(double share, double improvement) {
        require("share of rows kept aside", share > 0 && share <= 0.5, "above 0 and at most 0.5", share);
        return new BoostingSettings(learningRate, share, nonNegative("least improvement", improvement));
    }

    /** The rows as they are, or with those marked that are kept aside: rows of equal values stay together, in any partition. */
    Dataset<Row> rows(GBTParams learner, Dataset<Row> rows, long seed) {
        if (validationShare == 0) {
            return rows;
        }
        Column values = functions.vector_to_array(col(Assembled.FEATURES), "float64");
        Column bucket = pmod(xxhash64(values, col(Assembled.LABEL), lit(seed)), lit(BUCKETS));
        Dataset<Row> marked = rows.withColumn(VALIDATION, bucket.lt((long) (validationShare * BUCKETS)));
        long aside = marked.filter(col(VALIDATION)).count();
        long rest = marked.filter(col(VALIDATION).equalTo(false)).count();
        if (aside == 0 || rest == 0) {
            throw new InvalidDataException("Early stopping keeps aside " + aside + " rows and leaves " + rest
                    + "; it needs some of both. Take another share or seed, or do without early stopping");
        }
        learner.set(learner.validationIndicatorCol(), VALIDATION);
        learner.set(learner.validationTol(), leastImprovement);
        return marked;
    }

    SortedMap<String, String> parameters(TreeSettings settings, int trees) {
        SortedMap<String, String> parameters = settings.parameters();
        parameters.put("trees", Integer.toString(trees));
        parameters.put("learning_rate", Double.toString(learningRate));
        if (validationShare > 0) {
            parameters.put("early_stopping_share", Double.toString(validationShare));
            parameters.put("early_stopping_least_improvement", Double.toString(leastImprovement));
            parameters.put("early_stopping_most_trees", Integer.toString(settings.trees()));
        }
        return parameters;
    }
}
