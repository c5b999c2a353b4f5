package io.mlpipeline.models.core.model;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.profile.Moments;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.training.TrainingMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The baseline that every learner has to beat: predicts the mean of the present ones among some features, such as the value of a
 * week ago (seasonal naive) or the mean of the last four same weekdays. Immutable and safe for use by many threads.
 *
 * <p>All it learns is what to say where none of them is present: the mean label.
 */
public final class FeatureMean implements Estimator {
    private final List<String> features;

    private FeatureMean(List<String> features) {
        this.features = features;
    }

    /**
     * Creates the baseline.
     *
     * @param first the first feature to average
     * @param more further ones
     * @return the estimator
     * @throws IllegalArgumentException if a name is repeated
     */
    public static FeatureMean of(String first, String... more) {
        List<String> names = new ArrayList<>(List.of(more));
        names.add(0, first);
        return new FeatureMean(FeatureNames.copyOf(names));
    }

    @Override
    public String name() {
        return "feature-mean";
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        if (data.size() == 0) {
            throw new InvalidDataException("Cannot learn from an empty training set: " + data);
        }
        Moments labels = new Moments();
        for (int i = 0; i < data.size(); i++) {
            labels.add(data.label(i));
        }
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("features", String.join(",", features));
        FeatureMeanModel model = FeatureMeanModel.of(data.features(), features, labels.mean());
        return new TrainedModel(
                model,
                List.of(),
                new TrainingProvenance(name(), "mlpipeline", parameters, data.size(), data.fingerprint()),
                TrainingMetrics.of(model, data));
    }

    @Override
    public String toString() {
        return "FeatureMean" + features;
    }
}
