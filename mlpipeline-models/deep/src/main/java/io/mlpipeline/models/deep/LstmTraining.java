package io.mlpipeline.models.deep;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.sequence.LstmModel;
import io.mlpipeline.models.core.sequence.SequenceEncoder;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.TrainedSequenceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/** One training: epochs over shuffled samples until the validation gets no better. */
final class LstmTraining {
    private static final int REPLAYED = 200;
    private static final double TOLERANCE = 1e-5;
    /** Samples that are validated at once. */
    private static final int VALIDATION_BATCH = 512;

    private final Lstm.Settings settings;
    private final SequenceSet data;
    private final Samples samples;
    private final SequenceEncoder encoder;
    private final String fingerprint;

    LstmTraining(Lstm lstm, SequenceSet data) {
        this.settings = lstm.settings(data.shape());
        this.data = data;
        this.samples = Samples.of(data, settings.validationSteps);
        this.encoder = Samples.encoder(data, settings.validationSteps);
        this.fingerprint = data.fingerprint();
    }

    LstmFit run() {
        TorchNetwork torch = new TorchNetwork(settings.architecture, settings.gpu);
        try {
            Progress progress = start();
            List<Batch> validation = batches(samples.validation(), VALIDATION_BATCH);
            while (progress.epoch < settings.epochs && progress.epoch - progress.bestEpoch < settings.patience) {
                epoch(torch, progress, validation);
            }
            return exported(torch, progress);
        } catch (RuntimeException | Error e) {
            torch.close();
            throw e;
        }
    }

    private Progress start() {
        return settings.checkpoint
                .flatMap(file -> Checkpoint.read(file, training(), settings.architecture.size(), settings.weightDecay))
                .orElseGet(() ->
                        Progress.start(StartingWeights.of(settings.architecture, settings.seed), settings.weightDecay));
    }

    private String training() {
        return settings.parameters + " " + fingerprint;
    }

    private void epoch(TorchNetwork torch, Progress progress, List<Batch> validation) {
        // Each epoch has randomness of its own, so that one that resumes draws the same.
        SplittableRandom random = new SplittableRandom(settings.seed * 1_000_003 + progress.epoch);
        double rate = settings.learningRate
                * 0.5
                * (1 + StrictMath.cos(Math.PI * progress.epoch / Math.max(1, settings.epochs)));
        float[] gradient = new float[progress.weights.length];
        List<Sample> order = shuffled(random);
        for (int from = 0; from < order.size(); from += settings.batch) {
            requireGoingOn(progress);
            List<Sample> part = order.subList(from, Math.min(order.size(), from + settings.batch));
            Batch batch = Batch.of(encoder, data, part).withUnknowns(random);
            requireFinite(torch.gradient(progress.weights, batch, gradient), progress);
            progress.adam.step(progress.weights, gradient, rate);
        }
        progress.epoch++;
        double loss = validationLoss(torch, progress, validation);
        progress.judge(loss);
        settings.checkpoint.ifPresent(file -> Checkpoint.write(file, training(), progress));
        settings.listener.accept(new TrainingProgress(progress.epoch, settings.epochs, OptionalDouble.of(loss)));
    }

    private List<Sample> shuffled(SplittableRandom random) {
        List<Sample> order = new ArrayList<>(samples.training());
        int wanted = Math.min(order.size(), settings.samplesPerEpoch);
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(order.size() - i);
            Sample sample = order.get(i);
            order.set(i, order.get(other));
            order.set(other, sample);
        }
        return order.subList(0, wanted);
    }

    private List<Batch> batches(List<Sample> all, int size) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(Batch.of(encoder, data, all.subList(from, Math.min(all.size(), from + size))));
        }
        return batches;
    }

    private double validationLoss(TorchNetwork torch, Progress progress, List<Batch> validation) {
        double sum = 0;
        double weight = 0;
        for (Batch batch : validation) {
            requireGoingOn(progress);
            double present = 0;
            for (float one : batch.present()) {
                present += one;
            }
            sum += present * torch.loss(progress.weights, batch);
            weight += present;
        }
        requireFinite(sum / weight, progress);
        return sum / weight;
    }

    private void requireGoingOn(Progress progress) {
        if (settings.cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException(
                    "Training was cancelled after epoch " + progress.epoch + " of at most " + settings.epochs);
        }
    }

    private void requireFinite(double loss, Progress progress) {
        if (!Double.isFinite(loss)) {
            throw new InvalidDataException(
                    "Training diverged in epoch " + (progress.epoch + 1) + ": its loss is " + loss
                            + ". Lower the learning rate of " + settings.learningRate
                            + ", or look for targets that are far larger than their past");
        }
    }

    private LstmFit exported(TorchNetwork torch, Progress progress) {
        LstmModel model = LstmModel.of(settings.architecture, encoder, progress.best);
        replay(torch, model, progress.best);
        TrainingProvenance provenance = new TrainingProvenance(
                "lstm", torch.library(), settings.parameters, samples.training().size(), fingerprint);
        return new LstmFit(
                new TrainedSequenceModel(model, provenance), torch, progress.best, progress.epoch, progress.bestLoss);
    }

    /** Refuses an exported network that says something else than PyTorch's. */
    private void replay(TorchNetwork torch, LstmModel model, float[] weights) {
        List<Sample> all = samples.validation();
        List<Sample> some = new ArrayList<>();
        for (int i = 0; i < Math.min(REPLAYED, all.size()); i++) {
            some.add(all.get((int) ((long) i * all.size() / Math.min(REPLAYED, all.size()))));
        }
        float[] theirs = torch.outputs(weights, Batch.of(encoder, data, some));
        float[] ours = new float[theirs.length / some.size()];
        double[] vector = new double[data.shape().features().size()];
        for (int i = 0; i < some.size(); i++) {
            data.copyVector(some.get(i).series(), some.get(i).origin(), vector);
            model.rawOutputs(vector, ours);
            for (int j = 0; j < ours.length; j++) {
                float their = theirs[i * ours.length + j];
                if (!(Math.abs(ours[j] - their) <= TOLERANCE * Math.max(1, Math.abs(their)))) {
                    throw new IllegalStateException("The exported network says " + ours[j] + " where PyTorch says "
                            + their + " (" + some.get(i) + ", output " + j
                            + "), so it is not used. Please report this with the data and parameters");
                }
            }
        }
    }
}
