package io.mlpipeline.api.model;

import java.util.Arrays;

/**
 * The most probable class of a row.
 *
 * @param name its name
 * @param number its number: a position in {@link Model#classes()}
 * @param probability how probable it is, 0 to 1
 */
public record ClassPrediction(String name, int number, double probability) {
    /**
     * Chooses the class of the largest probability, the first of equals; of two classes the second from one half on.
     *
     * @param model a classifier
     * @param outputs what it predicted for a row
     * @return the class
     * @throws IllegalArgumentException if the model is no classifier, or the outputs are too few
     */
    public static ClassPrediction of(Model model, double[] outputs) {
        double[] probabilities = probabilities(model, outputs);
        int largest = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[largest] || probabilities.length == 2 && probabilities[1] >= 0.5) {
                largest = i;
            }
        }
        return new ClassPrediction(model.classes().get(largest), largest, probabilities[largest]);
    }

    /**
     * The probability of every class, where a binary model's outputs hold that of the second alone.
     *
     * @param model a classifier
     * @param outputs what it predicted for a row
     * @return a new array with one probability a class
     * @throws IllegalArgumentException if the model is no classifier, or the outputs are too few
     */
    public static double[] probabilities(Model model, double[] outputs) {
        if (model.task() == ModelTask.REGRESSION) {
            throw new IllegalArgumentException("A regression has no classes: " + model);
        }
        if (outputs.length < model.outputs()) {
            throw new IllegalArgumentException(outputs.length + " of " + model.outputs() + " outputs");
        }
        if (model.task() == ModelTask.BINARY) {
            return new double[] {1 - outputs[0], outputs[0]};
        }
        return Arrays.copyOf(outputs, model.outputs());
    }
}
