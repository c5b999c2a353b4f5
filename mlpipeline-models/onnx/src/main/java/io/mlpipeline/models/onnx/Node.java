package io.mlpipeline.models.onnx;

import java.util.List;

/** One operation of an ONNX graph. The field numbers are those of onnx-ml.proto, messages NodeProto and AttributeProto. */
final class Node {
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;

    private final Message message = new Message();

    /**
     * An operation with one output.
     *
     * @param domain empty for ONNX's own
     */
    Node(String operation, String domain, String output, String... inputs) {
        for (String each : inputs) {
            message.text(1, each);
        }
        message.text(2, output).text(4, operation).text(7, domain);
    }

    Node number(String name, long value) {
        return attribute(new Message().text(1, name).number(3, value).number(20, 2));
    }

    Node text(String name, String value) {
        return attribute(new Message().text(1, name).text(4, value).number(20, 3));
    }

    Node numbers(String name, long[] values) {
        return attribute(new Message().text(1, name).numbers(8, values).number(20, INTS));
    }

    Node floats(String name, float[] values) {
        return attribute(new Message().text(1, name).floats(7, values).number(20, FLOATS));
    }

    Node texts(String name, List<String> values) {
        Message attribute = new Message().text(1, name);
        values.forEach(each -> attribute.text(9, each));
        return attribute(attribute.number(20, STRINGS));
    }

    private Node attribute(Message attribute) {
        message.message(5, attribute);
        return this;
    }

    Message message() {
        return message;
    }
}
