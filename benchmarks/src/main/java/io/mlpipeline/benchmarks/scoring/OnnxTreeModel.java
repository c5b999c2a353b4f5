package io.mlpipeline.benchmarks.scoring;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.Tree;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.nio.charset.StandardCharsets;

/** Writes trees as an ONNX model with one TreeEnsembleRegressor (ai.onnx.ml, version 3). */
final class OnnxTreeModel {
    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private static final String DOMAIN = "ai.onnx.ml";

    private final NodeProto.Builder node = NodeProto.newBuilder()
            .setOpType("TreeEnsembleRegressor")
            .setDomain(DOMAIN)
            .addInput(INPUT)
            .addOutput(OUTPUT);

    private OnnxTreeModel() {}

    static byte[] of(TreeEnsemble model) {
        return new OnnxTreeModel().write(model);
    }

    private byte[] write(TreeEnsemble model) {
        AttributeProto.Builder treeIds = ints("nodes_treeids");
        AttributeProto.Builder nodeIds = ints("nodes_nodeids");
        AttributeProto.Builder featureIds = ints("nodes_featureids");
        AttributeProto.Builder trueIds = ints("nodes_truenodeids");
        AttributeProto.Builder falseIds = ints("nodes_falsenodeids");
        AttributeProto.Builder missingTrue = ints("nodes_missing_value_tracks_true");
        AttributeProto.Builder values = floats("nodes_values");
        AttributeProto.Builder modes =
                AttributeProto.newBuilder().setName("nodes_modes").setType(AttributeType.STRINGS);
        AttributeProto.Builder leafTrees = ints("target_treeids");
        AttributeProto.Builder leafNodes = ints("target_nodeids");
        AttributeProto.Builder leafTargets = ints("target_ids");
        AttributeProto.Builder leafValues = floats("target_weights");
        AttributeProto.Builder bases = floats("base_values");
        for (int output = 0; output < model.outputs(); output++) {
            bases.addFloats(model.baseMargin(output));
        }
        for (int t = 0; t < model.trees(); t++) {
            Tree tree = model.tree(t);
            for (int i = 0; i < tree.nodes(); i++) {
                boolean leaf = tree.isLeaf(i);
                treeIds.addInts(t);
                nodeIds.addInts(i);
                featureIds.addInts(leaf ? 0 : tree.feature(i));
                trueIds.addInts(leaf ? 0 : tree.left(i));
                falseIds.addInts(leaf ? 0 : tree.right(i));
                missingTrue.addInts(!leaf && tree.defaultLeft(i) ? 1 : 0);
                values.addFloats(leaf ? 0 : tree.value(i));
                modes.addStrings(bytes(leaf ? "LEAF" : "BRANCH_LT"));
                if (leaf) {
                    leafTrees.addInts(t);
                    leafNodes.addInts(i);
                    leafTargets.addInts(t % model.outputs());
                    leafValues.addFloats(tree.value(i));
                }
            }
        }
        node.addAttribute(AttributeProto.newBuilder()
                .setName("n_targets")
                .setType(AttributeType.INT)
                .setI(model.outputs()));
        node.addAttribute(AttributeProto.newBuilder()
                .setName("post_transform")
                .setType(AttributeType.STRING)
                .setS(bytes(postTransform(model.link()))));
        node.addAttribute(bases);
        for (AttributeProto.Builder each : new AttributeProto.Builder[] {
            treeIds,
            nodeIds,
            featureIds,
            trueIds,
            falseIds,
            missingTrue,
            values,
            modes,
            leafTrees,
            leafNodes,
            leafTargets,
            leafValues
        }) {
            node.addAttribute(each);
        }
        return model(model.features().size(), model.outputs()).toByteArray();
    }

    private static String postTransform(Link link) {
        return switch (link) {
            case SOFTMAX -> "SOFTMAX";
            // ONNX Runtime gives the margins of one target whatever it is told: the scorer does the rest.
            case IDENTITY, LOGISTIC -> "NONE";
            case EXP -> throw new IllegalArgumentException("ONNX trees know no exponential");
        };
    }

    private ModelProto model(int features, int outputs) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(DOMAIN).setVersion(3))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(15))
                .setGraph(GraphProto.newBuilder()
                        .setName("trees")
                        .addNode(node)
                        .addInput(matrix(INPUT, features))
                        .addOutput(matrix(OUTPUT, outputs)))
                .build();
    }

    private static ValueInfoProto matrix(String name, int columns) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(Dimension.newBuilder().setDimParam("n"))
                .addDim(Dimension.newBuilder().setDimValue(columns))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static AttributeProto.Builder ints(String name) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    }

    private static AttributeProto.Builder floats(String name) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFrom(text, StandardCharsets.US_ASCII);
    }
}
