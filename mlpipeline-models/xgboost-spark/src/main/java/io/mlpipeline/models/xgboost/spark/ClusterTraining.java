package io.mlpipeline.models.xgboost.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostPlan;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressionModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRegressor;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/** One training run on a cluster. */
final class ClusterTraining {
    private static final String VECTOR = "vector";
    private static final int REPLAYED = 5000;
    /** Shares of rows are drawn to this fraction. */
    private static final int DRAWS = 1_000_000;

    private final XGBoostPlan plan;
    private final LabelledRows data;
    private final int workers;
    private final Dataset<Row> rows;

    ClusterTraining(XGBoostPlan plan, LabelledRows data, int workers) {
        this.plan = plan;
        this.data = data;
        this.workers = workers;
        // A dense vector: XGBoost takes the zeros of a sparse one for missing.
        this.rows = data.rows()
                .withColumn(VECTOR, functions.array_to_vector(array(data.vector())))
                .withColumn(LabelledRows.WEIGHT, weight());
    }

    private Column weight() {
        double[] ofClasses = plan.classWeights();
        Column own = col(LabelledRows.WEIGHT);
        if (ofClasses.length == 0) {
            return own;
        }
        Column[] literals = Arrays.stream(ofClasses).mapToObj(each -> lit(each)).toArray(Column[]::new);
        Column number = col(LabelledRows.LABEL).cast(DataTypes.IntegerType).plus(1);
        return own.multiply(element_at(array(literals), number));
    }

    XGBoostFit run() {
        int rounds = plan.validationShare().isPresent()
                ? bestRounds(plan.validationShare().getAsDouble())
                : plan.rounds();
        XGBoostRegressionModel learned = fit(learner(rounds), spread(rows));
        SortedMap<String, String> place = new TreeMap<>(Map.of(
                "workers", Integer.toString(workers),
                "spark", rows.sparkSession().version()));
        return plan.adopt(
                learned.nativeBooster().booster(),
                rounds,
                data.sample(REPLAYED),
                data.size(),
                data.fingerprint(),
                place);
    }

    /** Trains on some rows until the error on the others has not fallen for a while; returns the number of rounds that was best. */
    private int bestRounds(double share) {
        Column validates = pmod(data.hash(plan.seed()), lit(DRAWS)).lt(Math.round(share * DRAWS));
        Dataset<Row> validation = spread(rows.where(validates));
        long kept = validation.count();
        if (kept < workers || data.size() - kept < workers) {
            throw new InvalidDataException("Early stopping with " + workers
                    + " workers needs as many rows on either side, but " + kept + " of " + data.size()
                    + " rows were drawn. Take a larger share, more rows or fewer workers");
        }
        XGBoostRegressor learner = learner(plan.rounds());
        learner.setNumEarlyStoppingRounds(plan.patience());
        learner.setMaximizeEvaluationMetrics(false);
        learner.setEvalSets(scala(Map.of("validation", validation)));
        XGBoostRegressionModel searched = fit(learner, spread(rows.where(validates.equalTo(false))));
        searched.nativeBooster().booster().dispose();
        return best(searched.summary().validationObjectiveHistory().head()._2());
    }

    /** XGBoost fills the rounds after the last with zeros. */
    private int best(float[] errors) {
        int best = 1;
        for (int done = 2; done <= errors.length && done - best <= plan.patience(); done++) {
            best = errors[done - 1] < errors[best - 1] ? done : best;
        }
        return best;
    }

    /** One partition a worker, in an order of its own: XGBoost samples rows by their place. */
    private Dataset<Row> spread(Dataset<Row> some) {
        return some.repartition(workers).sortWithinPartitions(data.hash(0));
    }

    /** For classes too: the trees are the same, and what else Spark's classifier learns is not used. */
    private XGBoostRegressor learner(int rounds) {
        Map<String, Object> parameters = new TreeMap<>(plan.parameters());
        parameters.put("num_round", rounds);
        parameters.put("num_workers", workers);
        parameters.put("missing", Float.NaN);
        // Else it is the root of the squared error, which classes do not have, and every round is printed.
        parameters.put("eval_metric", plan.metric());
        parameters.put("verbose_eval", "false");
        XGBoostRegressor learner = new XGBoostRegressor(scala(parameters));
        learner.setFeaturesCol(VECTOR);
        learner.setLabelCol(LabelledRows.LABEL);
        return data.weighted() || plan.classWeights().length > 0 ? learner.setWeightCol(LabelledRows.WEIGHT) : learner;
    }

    private static <V> scala.collection.immutable.Map<String, V> scala(Map<String, V> map) {
        return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
    }

    private static XGBoostRegressionModel fit(XGBoostRegressor learner, Dataset<Row> rows) {
        try {
            return learner.fit(rows);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // Scala throws checked exceptions that it does not declare.
            throw new IllegalStateException(
                    "XGBoost on Spark failed: " + e + ". The first error in the logs of the executors says why", e);
        }
    }
}
