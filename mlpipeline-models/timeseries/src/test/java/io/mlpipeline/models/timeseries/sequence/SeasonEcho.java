package io.mlpipeline.models.timeseries.sequence;

import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.sequence.LstmArchitecture;
import io.mlpipeline.models.core.sequence.LstmModel;
import io.mlpipeline.models.core.sequence.LstmTensor;
import io.mlpipeline.models.core.sequence.SequenceEncoder;
import io.mlpipeline.models.core.sequence.SequenceEstimator;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.TrainedSequenceModel;
import java.util.Arrays;
import java.util.TreeMap;

/** Learns nothing: a network whose weights are chosen so that it says the value a season before, plus so much of a covariate. */
final class SeasonEcho implements SequenceEstimator {
    private final String covariate;
    private final float effect;
    SequenceSet seen;

    SeasonEcho(String covariate, float effect) {
        this.covariate = covariate;
        this.effect = effect;
    }

    SeasonEcho() {
        this("", 0);
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public TrainedSequenceModel fit(SequenceSet data) {
        seen = data;
        LstmArchitecture architecture = new LstmArchitecture(data.shape(), 2, 1, 2, 1);
        float[] weights = new float[architecture.size()];
        LstmTensor skip = architecture.tensor("skip");
        int at = data.shape().covariates().indexOf(covariate);
        for (int row = 0; row < skip.rows(); row++) {
            weights[skip.offset() + row * skip.columns()] = 1;
            if (at >= 0) {
                weights[skip.offset() + row * skip.columns() + 1 + at] = effect;
            }
        }
        double[] spreads = new double[data.shape().covariates().size()];
        Arrays.fill(spreads, 1);
        SequenceEncoder encoder = SequenceEncoder.of(data.shape(), new double[spreads.length], spreads);
        return new TrainedSequenceModel(
                LstmModel.of(architecture, encoder, weights),
                new TrainingProvenance("echo", "by hand", new TreeMap<>(), 1, data.fingerprint()));
    }
}
