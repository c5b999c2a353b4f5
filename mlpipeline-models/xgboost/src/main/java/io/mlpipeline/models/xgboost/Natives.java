package io.mlpipeline.models.xgboost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    static DMatrix matrix(FloatRows rows, float[] labels, float[] weights, String[] types) {
        DMatrix matrix = matrix(rows);
        return call(() -> {
            matrix.setLabel(labels);
            if (weights.length > 0) {
                matrix.setWeight(weights);
            }
            if (types.length > 0) {
                matrix.setFeatureTypes(types);
            }
            return matrix;
        });
    }

    /** A model without trees. The loop over rounds is ours because XGBoost's own prints every round from native code. */
    static Booster start(DMatrix matrix, Map<String, Object> parameters) {
        return call(() -> XGBoost.train(matrix, parameters, 0, new HashMap<>(), null, null));
    }

    /** A model from its file. */
    static Booster load(byte[] file) {
        return call(() -> {
            try {
                return XGBoost.loadModel(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static void update(Booster booster, DMatrix matrix, int round) {
        call(() -> {
            booster.update(matrix, round);
            return booster;
        });
    }

    /** The objective's own error. */
    static float error(Booster booster, DMatrix validation) {
        float[] errors = new float[1];
        call(() -> booster.evalSet(new DMatrix[] {validation}, new String[] {"validation"}, 0, errors));
        return errors[0];
    }

    /** Predictions, or margins: all outputs of a row, then those of the next. */
    static float[] predict(Booster booster, FloatRows rows, boolean margins) {
        DMatrix matrix = matrix(rows);
        try {
            float[][] predicted = call(() -> booster.predict(matrix, margins));
            int outputs = predicted[0].length;
            float[] result = new float[predicted.length * outputs];
            for (int i = 0; i < predicted.length; i++) {
                System.arraycopy(predicted[i], 0, result, i * outputs, outputs);
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
