package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import java.util.List;

/** Stores a {@link BlendModel}. Found by {@link java.util.ServiceLoader}. */
public final class BlendModelCodec extends WeightedCodec {
    /** For the service loader. */
    public BlendModelCodec() {}

    @Override
    public String type() {
        return "blend";
    }

    @Override
    public Class<? extends Model> modelClass() {
        return BlendModel.class;
    }

    @Override
    double[] weights(Model model) {
        return ((BlendModel) model).weights();
    }

    @Override
    List<Model> members(Model model) {
        return ((BlendModel) model).members();
    }

    @Override
    Model model(List<Model> members, double[] weights) {
        return BlendModel.of(members, weights);
    }
}
