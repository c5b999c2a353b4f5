package io.mlpipeline.models.xgboost.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.training.Ranges;
import io.mlpipeline.models.xgboost.XGBoostClassifier;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostPlan;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains an {@link XGBoostRegressor} or {@link XGBoostClassifier} on the workers of Spark: on as many rows as the cluster holds, with
 * that estimator's own parameters, checks and proof of the export. Immutable and safe for use by many threads.
 *
 * <p>Each worker is one task that takes its share of the rows into memory outside the Java heap; all run at once and grow the same
 * trees together. The model is as good as one machine's and not the same: features are binned by merged sketches, and each worker
 * samples its own rows. Absolute error and quantiles take a leaf's value as the mean of the workers' medians or quantiles.
 *
 * <p>{@code NaN} and null features are missing values. The same rows in the same partitions give the same model for a seed and a number
 * of workers. Early stopping sets rows aside by a hash of their content and the seed, so that equal rows are never torn apart.
 *
 * <p>It runs on the session of the rows, changes no setting of it and leaves it open. To end it early, the host gives the calling
 * thread a job group and cancels that, or interrupts it. Spark needs one slot a worker at the same time ({@code spark.task.cpus} cores
 * each), which dynamic allocation cannot promise; executors need a network between them.
 *
 * <p>If a worker fails or its executor is lost, the others end at their next step and all begin again, as often as
 * {@link Builder#attempts(int)} allows. Nothing waits without end: not for slots, not for other workers.
 *
 * <p>Source: T. Chen and C. Guestrin, XGBoost: A Scalable Tree Boosting System, KDD 2016.
 */
public final class XGBoostOnSpark {
    /** Makes a plan of what is known of the rows. */
    private interface Planner {
        XGBoostPlan plan(LabelledRows rows, List<String> classes);
    }

    private final Planner planner;
    private final String estimator;
    private final int workers;
    private final String weightColumn;
    private final List<String> classes;
    private final Duration patience;
    private final Duration wait;
    private final Duration limit;
    private final int attempts;

    private XGBoostOnSpark(Builder builder) {
        this.planner = builder.planner;
        this.estimator = builder.estimator;
        this.workers = builder.workers;
        this.weightColumn = builder.weightColumn;
        this.classes = builder.classes;
        this.patience = builder.patience;
        this.wait = builder.wait;
        this.limit = builder.limit;
        this.attempts = builder.attempts;
    }

    /**
     * Starts with a regressor.
     *
     * @param regressor whose parameters are used; its threads are those of each worker
     * @return a builder
     */
    public static Builder of(XGBoostRegressor regressor) {
        return new Builder(
                regressor.toString(),
                false,
                (rows, classes) -> regressor.plan(rows.features(), rows.target(), rows.smallestLabel()));
    }

    /**
     * Starts with a classifier.
     *
     * @param classifier whose parameters are used; its threads are those of each worker
     * @return a builder
     */
    public static Builder of(XGBoostClassifier classifier) {
        return new Builder(
                classifier.toString(),
                true,
                (rows, classes) ->
                        classifier.plan(rows.features(), rows.target(), classes, rows.classCounts(classes.size())));
    }

    /**
     * Trains. The data set is computed several times: cache it first if that is costly.
     *
     * @param rows a data set with the columns named
     * @param features the names of numeric columns, in the order of the model's vectors
     * @param target the name of the numeric column to predict, or of that which holds the number of each row's class
     * @return the model with its importance and provenance, and XGBoost's own; close it
     * @throws InvalidDataException if a column is absent or not numeric, there are fewer rows than workers, a feature or label does not
     *     fit a float, a label is missing or does not suit the objective, rows are of one class only, or a weight is negative
     * @throws IllegalArgumentException if there are no features, one is named twice or is the target, a weighted class or constrained
     *     feature is none of the data's, or the estimator needs rows in memory (see {@link XGBoostRegressor#plan})
     * @throws IllegalStateException if Spark has fewer slots than there are workers, a worker has fewer cores than threads, all attempts
     *     fail, or the time limit is reached
     * @throws java.util.concurrent.CancellationException if the job is cancelled or the thread interrupted
     */
    public XGBoostFit train(Dataset<Row> rows, List<String> features, String target) {
        LabelledRows labelled = LabelledRows.of(rows, features, target, weightColumn);
        labelled.requireRows(workers);
        XGBoostPlan plan = planner.plan(labelled, classes);
        Slots slots = new Slots(rows.sparkSession().sparkContext(), workers, plan.threads(), patience);
        slots.require();
        return new ClusterTraining(plan, labelled, new BarrierJob(slots, attempts, limit), (int) wait.toSeconds())
                .run();
    }

    @Override
    public String toString() {
        return "XGBoostOnSpark(" + estimator + ", " + workers + " workers)";
    }

    /** Sets where and on what it trains; each call checks its own. Not thread-safe. */
    public static final class Builder {
        private final String estimator;
        private final boolean classifies;
        private final Planner planner;
        private int workers = 1;
        private String weightColumn = "";
        private List<String> classes = List.of();
        private Duration patience = Duration.ofSeconds(30);
        private Duration wait = Duration.ofMinutes(5);
        private Duration limit = Duration.ofNanos(Long.MAX_VALUE);
        private int attempts = 2;

        private Builder(String estimator, boolean classifies, Planner planner) {
            this.estimator = estimator;
            this.classifies = classifies;
            this.planner = planner;
        }

        /**
         * Sets how many tasks train together; 1 unless set.
         *
         * @param count 1 to 10,000
         * @return this builder
         */
        public Builder workers(int count) {
            Ranges.require("number of workers", count >= 1 && count <= 10_000, "1 to 10000", count);
            this.workers = count;
            return this;
        }

        /**
         * Has rows count by a column.
         *
         * @param column the name of a numeric column of values of 0 or more
         * @return this builder
         */
        public Builder weightColumn(String column) {
            if (column.isBlank()) {
                throw new IllegalArgumentException("The weight column needs a name, got '" + column + "'");
            }
            this.weightColumn = column;
            return this;
        }

        /**
         * Names the classes whose numbers the labels are.
         *
         * @param names two or more, all different
         * @return this builder
         * @throws IllegalStateException if this trains a regressor
         */
        public Builder classes(List<String> names) {
            if (!classifies) {
                throw new IllegalStateException("A regressor has no classes: " + estimator);
            }
            if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
                throw new IllegalArgumentException("The classes must be two or more different names, got " + names);
            }
            this.classes = List.copyOf(names);
            return this;
        }

        /**
         * Sets how long to wait for slots where executors are still on their way or were lost; 30 seconds unless set. A local session
         * has its slots from the start, so there is no waiting.
         *
         * @param longest zero or more
         * @return this builder
         */
        public Builder waitForSlots(Duration longest) {
            Ranges.require("longest wait for slots", !longest.isNegative(), "zero or more", longest);
            this.patience = longest;
            return this;
        }

        /**
         * Sets how long a worker waits for another at each step of the training before it fails; 5 minutes unless set. A step takes
         * as long as the slowest worker needs for one level of a tree.
         *
         * @param longest 1 second to 1 day
         * @return this builder
         */
        public Builder waitForWorkers(Duration longest) {
            Ranges.require(
                    "longest wait for workers",
                    longest.toSeconds() >= 1 && longest.compareTo(Duration.ofDays(1)) <= 0,
                    "1 second to 1 day",
                    longest);
            this.wait = longest;
            return this;
        }

        /**
         * Sets how often to try if workers fail, such as when an executor is lost; 2 times unless set. Each attempt begins with the
         * first tree; the search of early stopping and the training after it count on their own.
         *
         * @param count 1 to 100
         * @return this builder
         */
        public Builder attempts(int count) {
            Ranges.require("number of attempts", count >= 1 && count <= 100, "1 to 100", count);
            this.attempts = count;
            return this;
        }

        /**
         * Ends the training if it takes too long; there is no limit unless set. All attempts count together; the search of early
         * stopping and the training after it count on their own.
         *
         * @param longest above zero, at most 365 days
         * @return this builder
         */
        public Builder timeLimit(Duration longest) {
            Ranges.require(
                    "time limit",
                    longest.compareTo(Duration.ZERO) > 0 && longest.compareTo(Duration.ofDays(365)) <= 0,
                    "above zero and at most 365 days",
                    longest);
            this.limit = longest;
            return this;
        }

        /**
         * Builds the trainer; the builder may go on and build again.
         *
         * @return an immutable trainer
         */
        public XGBoostOnSpark build() {
            return new XGBoostOnSpark(this);
        }
    }
}
