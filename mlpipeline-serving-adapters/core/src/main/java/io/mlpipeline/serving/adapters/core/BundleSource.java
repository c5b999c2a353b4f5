package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.error.InvalidDataException;
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
        if (bundle.model().outputs() != 1) {
            throw new InvalidDataException("The model of '" + name + "' has "
                    + bundle.model().outputs() + " outputs; a service answers with one. Serve a model of one output");
        }
        List<Score> scores = bundle.evaluation().map(Evaluation::scores).orElse(List.of());
        ServedModel info =
                new ServedModel(name, version, bundle.hash(), bundle.features().target(), scores);
        return new LoadedModel(info, bundle.features(), rows -> bundle.predictor(rows)::predict);
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
