package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.bundle.Predictor;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores with a model of several classes.
 *
 * @param predictor the model's
 * @param classes the classes' names, one an output
 */
record ClassScorer(Predictor predictor, List<String> classes) implements Scorer {
    @Override
    public double predict(Row request, History history) {
        return answer(request, history).value();
    }

    /** The first of equally probable classes wins; one probability that is not finite spoils all. */
    @Override
    public Answer answer(Row request, History history) {
        double[] outputs = new double[classes.size()];
        predictor.predict(request, history, outputs);
        List<ClassProbability> probabilities = new ArrayList<>(outputs.length);
        int best = 0;
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            best = outputs[i] > outputs[best] ? i : best;
            sum += outputs[i];
            probabilities.add(new ClassProbability(classes.get(i), outputs[i]));
        }
        return new Answer(Double.isFinite(sum) ? best : Double.NaN, probabilities);
    }
}
