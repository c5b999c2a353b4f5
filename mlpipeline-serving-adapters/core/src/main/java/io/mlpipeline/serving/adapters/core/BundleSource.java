package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Score;
import java.util.List;

/** One bundle, for ever. */
final class BundleSource implements ModelSource {
    private static final int NO_VERSION = 0;

    private final LoadedModel model;

    BundleSource(Bundle bundle) {
        this.model = open(bundle, bundle.name(), NO_VERSION);
    }

    static LoadedModel open(Bundle bundle, String name, int version) {
        Model model = bundle.model();
        boolean classes = model.task() == ModelTask.MULTICLASS;
        if (model.outputs() != 1 && !classes) {
            throw new InvalidDataException("The model of '" + name + "' has " + model.outputs()
                    + " outputs that are no classes; a service answers with one number or one class. Serve a model of"
                    + " one output or a classifier");
        }
        List<Score> scores = bundle.evaluation().map(Evaluation::scores).orElse(List.of());
        ServedModel info =
                new ServedModel(name, version, bundle.hash(), bundle.features().target(), scores);
        return new LoadedModel(
                info,
                bundle.features(),
                rows -> classes
                        ? new ClassScorer(bundle.predictor(rows), model.classes())
                        : bundle.predictor(rows)::predict);
    }

    @Override
    public boolean isCurrent(LoadedModel candidate) {
        return true;
    }

    @Override
    public LoadedModel load() {
        return model;
    }
}
