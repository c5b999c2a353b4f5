package io.mlpipeline.models.onnx;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.List;

/**
 * Writes models as ONNX files (operator set 15, {@code ai.onnx.ml} 3), for programs that are not Java. Java itself needs no such file:
 * it predicts from the model.
 *
 * <p>The file takes a matrix of floats {@value #INPUT}, a row a vector of features, {@code NaN} where a value is missing, and gives a
 * matrix of floats {@value #OUTPUT} with what the model's {@code predict} gives: one number, the probability of the second of two
 * classes, or that of each class. Its metadata holds the names of {@code features} and {@code classes}, a line each. It does not
 * hold the features' own pipeline.
 *
 * <p>Trees go the same ways as here, because they take floats here too; another runtime may add leaves in another order, and so differ by
 * rounding. Linear models take doubles here and floats in the file, which rounds features to about 7 digits; the file adds them up as
 * doubles.
 *
 * <p>Written without a library: the file is Protocol Buffers' wire format with the field numbers of onnx-ml.proto.
 */
public final class OnnxExport {
    /** The name of the input. */
    public static final String INPUT = "features";

    /** The name of the output. */
    public static final String OUTPUT = "predictions";

    private static final String MARGINS = "margins";

    private OnnxExport() {}

    /**
     * Writes a model.
     *
     * @param model boosted trees without categories, or a linear, logistic or multinomial model
     * @return the file
     * @throws IllegalArgumentException if it is another model, or its trees split by categories
     */
    public static byte[] of(Model model) {
        if (model instanceof TreeEnsemble trees) {
            return trees(trees);
        } else if (model instanceof LinearModel linear) {
            return weighted(linear, linear.weights(), new double[] {linear.intercept()}, Link.IDENTITY);
        } else if (model instanceof LogisticModel logistic) {
            return weighted(logistic, logistic.weights(), new double[] {logistic.intercept()}, Link.LOGISTIC);
        } else if (model instanceof MultinomialModel classes) {
            return weighted(classes, byFeature(classes), classes.intercepts(), Link.SOFTMAX);
        }
        throw new IllegalArgumentException("No ONNX file can be written of a "
                + model.getClass().getSimpleName()
                + ": there is one for boosted trees and for linear, logistic and multinomial models. Forests compare"
                + " doubles, which ONNX's trees of this version round");
    }

    private static byte[] trees(TreeEnsemble model) {
        if (model.hasCategories()) {
            throw new IllegalArgumentException("ONNX's trees know no splits by categories, which these have:"
                    + " one-hot encode the categories in the feature pipeline and train again");
        }
        Graph graph = new Graph().node(new TreeTable(model).node(INPUT, MARGINS));
        return linked(graph, model.link(), MARGINS, OUTPUT).file(model.features(), model.classes(), model.outputs());
    }

    /** Calculated as doubles, as here. */
    private static byte[] weighted(Model model, double[] weights, double[] intercepts, Link link) {
        int outputs = model.outputs();
        Graph graph = new Graph()
                .constant("weights", weights, model.features().size(), outputs)
                .constant("intercepts", intercepts, outputs)
                .node(new Node("Cast", "", "doubles", INPUT).number("to", Graph.DOUBLE))
                .node(new Node("Gemm", "", MARGINS, "doubles", "weights", "intercepts"));
        linked(graph, link, MARGINS, "linked").node(new Node("Cast", "", OUTPUT, "linked").number("to", Graph.FLOAT));
        return graph.file(model.features(), model.classes(), outputs);
    }

    private static Graph linked(Graph graph, Link link, String from, String to) {
        return switch (link) {
            case IDENTITY -> graph.node(new Node("Identity", "", to, from));
            case LOGISTIC -> graph.node(new Node("Sigmoid", "", to, from));
            case EXP -> graph.node(new Node("Exp", "", to, from));
            case SOFTMAX -> graph.node(new Node("Softmax", "", to, from).number("axis", 1));
        };
    }

    private static double[] byFeature(MultinomialModel model) {
        List<String> features = model.features();
        int outputs = model.outputs();
        double[] weights = new double[features.size() * outputs];
        for (int output = 0; output < outputs; output++) {
            double[] ofClass = model.weights(output);
            for (int i = 0; i < ofClass.length; i++) {
                weights[i * outputs + output] = ofClass[i];
            }
        }
        return weights;
    }
}
