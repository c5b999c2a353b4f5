package io.mlpipeline.models.xgboost.spark;

import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.RabitTracker;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;

/**
 * The connection between the workers of one attempt of one stage. The first worker opens a place to meet and tells the others through
 * Spark, so a repeated stage meets at a new place: at the old one, new workers would wait for those that are gone. All have read their
 * rows before they meet, so that slow or failing input keeps none waiting outside of Spark's sight.
 */
final class Meeting implements AutoCloseable {
    private static final String URI = "dmlc_tracker_uri";
    private static final String PORT = "dmlc_tracker_port";

    private final BarrierTaskContext task;
    private final @Nullable RabitTracker tracker;
    private boolean left;

    private Meeting(BarrierTaskContext task, @Nullable RabitTracker tracker) {
        this.task = task;
        this.tracker = tracker;
    }

    /**
     * Meets the other workers.
     *
     * @param patienceSeconds how long to wait for another worker, now and at every later step
     */
    static Meeting join(BarrierTaskContext task, int patienceSeconds) throws XGBoostError {
        RabitTracker tracker = task.partitionId() == 0 ? open(task, patienceSeconds) : null;
        try {
            String[] place = task.allGather(tracker == null ? "" : place(tracker))[0].split(" ");
            Map<String, Object> settings = new TreeMap<>();
            settings.put(URI, place[0]);
            settings.put(PORT, Integer.valueOf(place[1]));
            settings.put("dmlc_task_id", Integer.toString(task.partitionId()));
            settings.put("dmlc_timeout", patienceSeconds);
            Communicator.init(settings);
            return new Meeting(task, tracker);
        } catch (XGBoostError | RuntimeException e) {
            stop(tracker);
            throw e;
        }
    }

    private static RabitTracker open(BarrierTaskContext task, int patienceSeconds) throws XGBoostError {
        String host = SparkEnv.get().blockManager().blockManagerId().host();
        RabitTracker tracker = new RabitTracker(task.getTaskInfos().length, host, 0, patienceSeconds);
        tracker.start();
        return tracker;
    }

    private static String place(RabitTracker tracker) throws XGBoostError {
        Map<String, Object> told = tracker.getWorkerArgs();
        return told.get(URI) + " " + told.get(PORT);
    }

    /** Leaves with all the others, who need the place to meet for leaving too. */
    void leave() throws XGBoostError {
        Communicator.shutdown();
        left = true;
        task.barrier();
    }

    /** Ends it for all if it was not left; the others notice at their next step. */
    @Override
    public void close() {
        try {
            if (!left) {
                Communicator.shutdown();
            }
        } catch (XGBoostError e) {
            // What went wrong before says more.
        } finally {
            stop(tracker);
        }
    }

    private static void stop(@Nullable RabitTracker tracker) {
        try {
            if (tracker != null) {
                tracker.stop();
            }
        } catch (XGBoostError e) {
            // It complains of workers that never came or left without a word; those are told of by Spark.
        }
    }
}
