package io.mlpipeline.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX file under construction: one input, a chain of operations, one output. Field numbers are those of onnx-ml.proto. */
final class Graph {
    static final String TREES = "ai.onnx.ml";
    static final int FLOAT = 1;
    static final int DOUBLE = 11;
    private static final int IR_VERSION = 8;
    private static final int OPERATIONS = 15;
    private static final int TREE_OPERATIONS = 3;

    private final Message graph = new Message().text(2, "model");

    Graph node(Node node) {
        graph.message(1, node.message());
        return this;
    }

    /** Weights that belong to the file. */
    Graph constant(String name, double[] values, int... shape) {
        ByteBuffer raw = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asDoubleBuffer().put(values);
        Message tensor = new Message();
        for (int each : shape) {
            tensor.number(1, each);
        }
        graph.message(5, tensor.number(2, DOUBLE).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** The whole file, which names its columns too. */
    byte[] file(List<String> features, List<String> classes, int outputs) {
        graph.message(11, matrix(OnnxExport.INPUT, features.size())).message(12, matrix(OnnxExport.OUTPUT, outputs));
        Message model = new Message()
                .number(1, IR_VERSION)
                .text(2, "mlpipeline")
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPERATIONS))
                .message(8, new Message().text(1, TREES).number(2, TREE_OPERATIONS))
                .message(14, entry("features", features));
        return (classes.isEmpty() ? model : model.message(14, entry("classes", classes))).toByteArray();
    }

    private static Message entry(String key, List<String> lines) {
        return new Message().text(1, key).text(2, String.join("\n", lines));
    }

    /** Any number of rows of floats. */
    private static Message matrix(String name, int columns) {
        Message shape =
                new Message().message(1, new Message().text(2, "rows")).message(1, new Message().number(1, columns));
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
