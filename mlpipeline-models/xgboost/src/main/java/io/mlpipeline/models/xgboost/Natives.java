package io.mlpipeline.models.xgboost;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Every call to XGBoost; its checked errors, and those of loading it, leave as one exception that says what to do. */
final class Natives {
    private Natives() {}

    /** The library and its version. */
    static String library() {
        try (InputStream in = XGBoost.class.getResourceAsStream("/xgboost4j-version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return "xgboost4j " + properties.getProperty("version", "of unknown version");
        } catch (IOException e) {
            throw new IllegalStateException("XGBoost's version cannot be read from its jar", e);
        }
    }

    /** A matrix outside the Java heap, which the caller disposes of. */
    static DMatrix matrix(FloatRows rows) {
        return call(() -> new DMatrix(rows.values(), rows.count(), rows.width(), Float.NaN));
    }

    static DMatrix matrix(FloatRows rows, float[] labels) {
        DMatrix matrix = matrix(rows);
        return call(() -> {
            matrix.setLabel(labels);
            return matrix;
        });
    }

    static Booster train(DMatrix matrix, Map<String, Object> parameters, int rounds) {
        return call(() -> XGBoost.train(matrix, parameters, rounds, new HashMap<>(), null, null));
    }

    /**
     * Trains until the error on the validation rows has not fallen for a while; returns the number of trees that was best. The loop
     * is ours because XGBoost's own prints every round from native code.
     */
    static int bestRounds(
            DMatrix matrix, DMatrix validation, Map<String, Object> parameters, int rounds, int patience) {
        Booster booster = train(matrix, parameters, 1);
        try {
            float smallest = error(booster, validation);
            int best = 1;
            for (int trees = 2; trees <= rounds && trees - best <= patience; trees++) {
                update(booster, matrix, trees - 1);
                float error = error(booster, validation);
                if (error < smallest) {
                    smallest = error;
                    best = trees;
                }
            }
            return best;
        } finally {
            booster.dispose();
        }
    }

    private static void update(Booster booster, DMatrix matrix, int round) {
        call(() -> {
            booster.update(matrix, round);
            return booster;
        });
    }

    private static float error(Booster booster, DMatrix validation) {
        float[] errors = new float[1];
        call(() -> booster.evalSet(new DMatrix[] {validation}, new String[] {"validation"}, 0, errors));
        return errors[0];
    }

    /** Predictions, or margins, of a model with one output. */
    static float[] predict(Booster booster, FloatRows rows, boolean margins) {
        DMatrix matrix = matrix(rows);
        try {
            float[][] predicted = call(() -> booster.predict(matrix, margins));
            float[] result = new float[predicted.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = predicted[i][0];
            }
            return result;
        } finally {
            matrix.dispose();
        }
    }

    static byte[] json(Booster booster) {
        return call(() -> booster.toByteArray("json"));
    }

    private static <T> T call(NativeCall<T> call) {
        try {
            return call.run();
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost refuses: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "XGBoost's native library cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch")
                            + ". The jar of xgboost4j brings it for Linux (x86_64 and aarch64, with"
                            + " glibc and libgomp), macOS and Windows x86_64. Training needs it; scoring a trained model does not",
                    e);
        }
    }

    /** A call that may fail in XGBoost's way. */
    @FunctionalInterface
    private interface NativeCall<T> {
        T run() throws XGBoostError;
    }
}
