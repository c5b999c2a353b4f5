package io.mlpipeline.models.deep;

import io.mlpipeline.models.core.sequence.SequenceEncoder;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.core.sequence.StaticFeature;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Encoded samples side by side.
 *
 * @param size how many
 * @param pastWidth the inputs a past step
 * @param past the inputs of the windows
 * @param futureWidth the inputs a future step
 * @param future the inputs of the horizons
 * @param statics for each static feature its codes
 * @param targets the scaled targets, 0 where missing
 * @param present 1 for a target that is present, else 0
 */
record Batch(
        int size,
        int pastWidth,
        float[] past,
        int futureWidth,
        float[] future,
        List<long[]> statics,
        float[] targets,
        float[] present) {

    /** One in this many known categories is shown as unknown while learning, so that the unknown is learned too. */
    private static final int ONE_UNKNOWN_IN = 50;

    static Batch empty(SequenceEncoder encoder, int size) {
        SequenceShape shape = encoder.shape();
        return new Batch(
                size,
                encoder.pastWidth(),
                new float[size * shape.window() * encoder.pastWidth()],
                encoder.futureWidth(),
                new float[size * shape.horizon() * encoder.futureWidth()],
                shape.statics().stream().map(feature -> new long[size]).toList(),
                new float[size * shape.horizon()],
                new float[size * shape.horizon()]);
    }

    static Batch of(SequenceEncoder encoder, SequenceSet data, List<Sample> samples) {
        Batch batch = empty(encoder, samples.size());
        double[] vector = new double[encoder.shape().features().size()];
        double[] targets = new double[encoder.shape().horizon()];
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            data.copyVector(sample.series(), sample.origin(), vector);
            data.copyTargets(sample.series(), sample.origin(), targets);
            double scale = batch.put(i, encoder, vector);
            batch.putTargets(i, encoder, targets, scale);
        }
        return batch;
    }

    /** Encodes one vector and gives its scale. */
    double put(int position, SequenceEncoder encoder, double[] vector) {
        SequenceShape shape = encoder.shape();
        double scale = encoder.encode(
                vector,
                0,
                past,
                position * shape.window() * pastWidth,
                future,
                position * shape.horizon() * futureWidth);
        for (int i = 0; i < statics.size(); i++) {
            statics.get(i)[position] = encoder.code(vector, 0, i);
        }
        return scale;
    }

    private void putTargets(int position, SequenceEncoder encoder, double[] values, double scale) {
        for (int step = 0; step < values.length; step++) {
            boolean missing = Double.isNaN(values[step]);
            int cell = position * values.length + step;
            targets[cell] = missing ? 0 : (float) encoder.scaled(values[step], scale);
            present[cell] = missing ? 0 : 1;
        }
    }

    /** The same samples with a few categories unknown. */
    Batch withUnknowns(SplittableRandom random) {
        List<long[]> codes = statics.stream()
                .map(known -> Arrays.stream(known)
                        .map(code -> random.nextInt(ONE_UNKNOWN_IN) == 0 ? StaticFeature.UNKNOWN : code)
                        .toArray())
                .toList();
        return new Batch(size, pastWidth, past, futureWidth, future, codes, targets, present);
    }

    long[] codes(int feature) {
        return statics.get(feature);
    }
}
