package io.mlpipeline.models.xgboost.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;

/**
 * What each task of the barrier stage does: reads its rows, meets the others, and grows the same trees as they. Every exception leaves
 * through Spark, which then ends the other tasks.
 *
 * @param parameters by XGBoost's own names
 * @param features how many there are
 * @param rounds the number of rounds, or the most there may be
 * @param patience for how many rounds the error on validation rows may not fall
 * @param waitSeconds how long to wait for another worker at each step
 */
record Worker(TreeMap<String, Object> parameters, int features, int rounds, int patience, int waitSeconds)
        implements Serializable {
    /** Grows trees on all rows; the first worker hands them over. */
    Iterator<Grown> grow(Iterator<Row> rows) {
        BarrierTaskContext task = BarrierTaskContext.get();
        try (Share share = Share.of(rows, features, "training");
                Meeting meeting = Meeting.join(task, waitSeconds)) {
            Booster booster = start(share.matrix());
            try {
                for (int round = 0; round < rounds; round++) {
                    update(task, booster, share.matrix(), round);
                }
                Grown grown = new Grown(booster.toByteArray("ubj"), new float[0]);
                meeting.leave();
                return handedOver(task, grown);
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw failed(task, e);
        }
    }

    /** Grows trees until the error on the other rows has not fallen for a while; all workers see the same error. */
    Iterator<Grown> search(Iterator<Row> training, Iterator<Row> validation) {
        BarrierTaskContext task = BarrierTaskContext.get();
        try (Share share = Share.of(training, features, "training");
                Share judged = Share.of(validation, features, "validation");
                Meeting meeting = Meeting.join(task, waitSeconds)) {
            Booster booster = start(share.matrix());
            try {
                Grown grown = new Grown(new byte[0], errors(task, booster, share.matrix(), judged.matrix()));
                meeting.leave();
                return handedOver(task, grown);
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw failed(task, e);
        }
    }

    private float[] errors(BarrierTaskContext task, Booster booster, DMatrix training, DMatrix validation)
            throws XGBoostError {
        float[] errors = new float[rounds];
        int done = 0;
        int best = 0;
        while (done < rounds && done - best <= patience) {
            update(task, booster, training, done);
            float[] error = new float[1];
            booster.evalSet(new DMatrix[] {validation}, new String[] {"validation"}, done, error);
            errors[done] = error[0];
            best = error[0] < errors[best] ? done : best;
            done++;
        }
        return Arrays.copyOf(errors, done);
    }

    /** A model without trees. The loop over rounds is ours, so that a task that Spark has ended stops after its round. */
    private Booster start(DMatrix matrix) throws XGBoostError {
        return XGBoost.train(matrix, parameters, 0, new HashMap<>(), null, null);
    }

    private static void update(BarrierTaskContext task, Booster booster, DMatrix matrix, int round)
            throws XGBoostError {
        if (task.isInterrupted()) {
            throw new TaskKilledException("training was ended before round " + (round + 1));
        }
        booster.update(matrix, round);
    }

    private static Iterator<Grown> handedOver(BarrierTaskContext task, Grown grown) {
        return task.partitionId() == 0 ? Collections.singleton(grown).iterator() : Collections.emptyIterator();
    }

    private static IllegalStateException failed(BarrierTaskContext task, XGBoostError error) {
        return new IllegalStateException(
                "XGBoost on worker " + (task.partitionId() + 1) + " of " + task.getTaskInfos().length + ": "
                        + String.valueOf(error.getMessage())
                                .strip()
                                .lines()
                                .findFirst()
                                .orElse(""),
                error);
    }
}
