package io.mlpipeline.benchmarks.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime with one thread; the rows lie in native memory already. */
final class OnnxScorer implements Scorer {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final FloatBuffer rows;
    private final boolean logistic;

    private OnnxScorer(byte[] model, boolean logistic, ScoringData data) throws OrtException {
        this.logistic = logistic;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(model, options);
        }
        this.rows = ByteBuffer.allocateDirect(4 * data.floats().length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        rows.put(data.floats()).rewind();
    }

    static OnnxScorer of(TreeEnsemble model, ScoringData data) throws OrtException {
        return new OnnxScorer(OnnxTreeModel.of(model), model.link() == Link.LOGISTIC, data);
    }

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public double score(int row) throws OrtException {
        return last(predict(row, 1)[0]);
    }

    @Override
    public double scoreBatch(int first, int count) throws OrtException {
        float[][] predicted = predict(first, count);
        return last(predicted[0]) + last(predicted[count - 1]);
    }

    private double last(float[] outputs) {
        double value = outputs[outputs.length - 1];
        return logistic ? 1 / (1 + Math.exp(-value)) : value;
    }

    private float[][] predict(int first, int count) throws OrtException {
        FloatBuffer chosen = rows.slice(first * ScoringData.FEATURES, count * ScoringData.FEATURES);
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, chosen, new long[] {count, ScoringData.FEATURES});
                OrtSession.Result result = session.run(Map.of(OnnxTreeModel.INPUT, tensor))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
