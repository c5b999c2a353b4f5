package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import java.util.List;

/** Stores a {@link VotingModel}. Found by {@link java.util.ServiceLoader}. */
public final class VotingModelCodec extends WeightedCodec {
    /** For the service loader. */
    public VotingModelCodec() {}

    @Override
    public String type() {
        return "voting";
    }

    @Override
    public Class<? extends Model> modelClass() {
        return VotingModel.class;
    }

    @Override
    double[] weights(Model model) {
        return ((VotingModel) model).weights();
    }

    @Override
    List<Model> members(Model model) {
        return ((VotingModel) model).members();
    }

    @Override
    Model model(List<Model> members, double[] weights) {
        return VotingModel.of(members, weights);
    }
}
