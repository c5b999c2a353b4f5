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
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** One training run on a cluster. */
final class ClusterTraining {
    private static final int REPLAYED = 5000;
    /** Shares of rows are drawn to this fraction. */
    private static final int DRAWS = 1_000_000;

    private final XGBoostPlan plan;
    private final LabelledRows data;
    private final int workers;
    private final int waitSeconds;
    private final BarrierJob job;
    private final Dataset<Row> rows;

    ClusterTraining(XGBoostPlan plan, LabelledRows data, BarrierJob job, int waitSeconds) {
        this.plan = plan;
        this.data = data;
        this.workers = job.slots().workers();
        this.waitSeconds = waitSeconds;
        this.job = job;
        this.rows = data.rows().withColumn(LabelledRows.WEIGHT, weight());
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
        Worker worker = worker(rounds);
        Grown grown = job.run(BarrierJob.barrier(spread(rows)).mapPartitions(worker::grow));
        SortedMap<String, String> place = new TreeMap<>(Map.of(
                "workers", Integer.toString(workers),
                "spark", rows.sparkSession().version()));
        return plan.adopt(grown.model(), rounds, data.sample(REPLAYED), data.size(), data.fingerprint(), place);
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
        Worker worker = worker(plan.rounds());
        JavaRDD<Row> training = BarrierJob.barrier(spread(rows.where(validates.equalTo(false))));
        float[] errors = job.run(training.zipPartitions(validation.javaRDD(), worker::search))
                .errors();
        int best = 0;
        for (int round = 1; round < errors.length; round++) {
            best = errors[round] < errors[best] ? round : best;
        }
        return best + 1;
    }

    /** One partition a worker, in an order of its own: XGBoost samples rows by their place. */
    private Dataset<Row> spread(Dataset<Row> some) {
        return some.repartition(workers).sortWithinPartitions(data.hash(0));
    }

    private Worker worker(int rounds) {
        TreeMap<String, Object> parameters = new TreeMap<>(plan.parameters());
        parameters.put("eval_metric", plan.metric());
        return new Worker(parameters, data.features().size(), rounds, plan.patience(), waitSeconds);
    }
}
