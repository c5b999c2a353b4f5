package io.mlpipeline.models.deep;

import static io.mlpipeline.models.core.training.Ranges.nonNegative;
import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.models.core.sequence.LstmArchitecture;
import io.mlpipeline.models.core.sequence.SequenceEstimator;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.core.sequence.TrainedSequenceModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One LSTM network for many series, trained by PyTorch and exported to a
 * {@link io.mlpipeline.models.core.sequence.LstmModel} that forecasts without it. Immutable and safe for use by many threads; trainings
 * of one process take turns.
 *
 * <p>The last steps of every series are kept apart: the weights that are best on them are returned, and training ends when they have
 * not become better for a while. Before a model is returned, the exported network is replayed against PyTorch's and must agree within
 * 1e-5.
 *
 * <p>The same data, parameters and seed give the same model on the same machine with the same number of threads: one, unless the host
 * sets {@code ai.djl.pytorch.num_threads} before PyTorch is loaded. Where PyTorch reports a GPU (its libraries are another artifact),
 * it is used, and the last digits vary.
 *
 * <p>Nothing is downloaded, and nothing connects to a network: the native libraries come from the class path and are unpacked, once for
 * a machine, into {@code DJL_CACHE_DIR} or {@code ~/.djl.ai} (432 MB).
 */
public final class Lstm implements SequenceEstimator {
    private final Builder settings;

    private Lstm(Builder settings) {
        this.settings = settings;
    }

    /**
     * Starts with one layer of 32 units, at most 50 epochs and a learning rate of 0.003.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "lstm";
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled, or its thread interrupted
     * @throws IllegalStateException if PyTorch cannot be loaded on this platform, or a checkpoint is of another training
     */
    @Override
    public TrainedSequenceModel fit(SequenceSet data) {
        try (LstmFit fit = train(data)) {
            return fit.trained();
        }
    }

    /**
     * Trains, and keeps PyTorch's own network open beside the exported one, so that a caller can compare both.
     *
     * @param data the series
     * @return the fit; close it
     * @throws InvalidDataException if the series are too short or hold nothing to learn from, or training diverged
     * @throws java.util.concurrent.CancellationException if it was cancelled, or its thread interrupted
     * @throws IllegalStateException if PyTorch cannot be loaded on this platform, or a checkpoint is of another training
     */
    public LstmFit train(SequenceSet data) {
        return new LstmTraining(this, data).run();
    }

    Settings settings(SequenceShape shape) {
        return new Settings(settings, shape);
    }

    @Override
    public String toString() {
        return "Lstm(" + settings.parameters() + ")";
    }

    /** What one training does with one shape. */
    static final class Settings {
        final LstmArchitecture architecture;
        final double learningRate;
        final double weightDecay;
        final int epochs;
        final int patience;
        final int batch;
        final int samplesPerEpoch;
        final int validationSteps;
        final long seed;
        final boolean gpu;
        final Optional<Path> checkpoint;
        final Consumer<TrainingProgress> listener;
        final BooleanSupplier cancelled;
        final SortedMap<String, String> parameters;

        private Settings(Builder builder, SequenceShape shape) {
            this.architecture =
                    new LstmArchitecture(shape, builder.hidden, builder.layers, builder.units, builder.embedding);
            this.learningRate = builder.learningRate;
            this.weightDecay = builder.weightDecay;
            this.epochs = builder.epochs;
            this.patience = builder.patience;
            this.batch = builder.batch;
            this.samplesPerEpoch = builder.samplesPerEpoch;
            this.validationSteps = builder.validationSteps == 0 ? shape.horizon() : builder.validationSteps;
            require(
                    "number of validation steps",
                    validationSteps >= shape.horizon(),
                    "at least the horizon of " + shape.horizon(),
                    validationSteps);
            this.seed = builder.seed;
            this.gpu = builder.gpu;
            this.checkpoint = builder.checkpoint;
            this.listener = builder.listener;
            this.cancelled = builder.cancelled;
            this.parameters = builder.parameters();
            parameters.put("shape", shape.toString());
        }
    }

    /** Collects the settings of a training. Not thread-safe. */
    public static final class Builder {
        private int hidden = 32;
        private int layers = 1;
        private int units = 32;
        private int embedding = 4;
        private double learningRate = 0.003;
        private double weightDecay = 1e-4;
        private int epochs = 50;
        private int patience = 8;
        private int batch = 128;
        private int samplesPerEpoch = Integer.MAX_VALUE;
        private int validationSteps;
        private long seed;
        private boolean gpu = true;
        private Optional<Path> checkpoint = Optional.empty();
        private Consumer<TrainingProgress> listener = progress -> {};
        private BooleanSupplier cancelled = () -> false;

        private Builder() {}

        private Builder(Builder other) {
            this.hidden = other.hidden;
            this.layers = other.layers;
            this.units = other.units;
            this.embedding = other.embedding;
            this.learningRate = other.learningRate;
            this.weightDecay = other.weightDecay;
            this.epochs = other.epochs;
            this.patience = other.patience;
            this.batch = other.batch;
            this.samplesPerEpoch = other.samplesPerEpoch;
            this.validationSteps = other.validationSteps;
            this.seed = other.seed;
            this.gpu = other.gpu;
            this.checkpoint = other.checkpoint;
            this.listener = other.listener;
            this.cancelled = other.cancelled;
        }

        /**
         * Sets the units of an LSTM layer.
         *
         * @param units 1 to 1,024
         * @return this builder
         */
        public Builder hidden(int units) {
            require("number of hidden units", units >= 1 && units <= 1024, "1 to 1024", units);
            this.hidden = units;
            return this;
        }

        /**
         * Sets the LSTM layers.
         *
         * @param count 1 to 8
         * @return this builder
         */
        public Builder layers(int count) {
            require("number of layers", count >= 1 && count <= 8, "1 to 8", count);
            this.layers = count;
            return this;
        }

        /**
         * Sets the rectified units that combine the context with what is known of a future step.
         *
         * @param count 1 to 1,024
         * @return this builder
         */
        public Builder units(int count) {
            require("number of rectified units", count >= 1 && count <= 1024, "1 to 1024", count);
            this.units = count;
            return this;
        }

        /**
         * Sets how many numbers stand for a category of a static feature.
         *
         * @param size 1 to 256
         * @return this builder
         */
        public Builder embedding(int size) {
            require("size of an embedding", size >= 1 && size <= 256, "1 to 256", size);
            this.embedding = size;
            return this;
        }

        /**
         * Sets the learning rate of the first epoch; it falls to nothing along half a cosine.
         *
         * @param rate above 0, at most 1
         * @return this builder
         */
        public Builder learningRate(double rate) {
            require("learning rate", rate > 0 && rate <= 1, "above 0 and at most 1", rate);
            this.learningRate = rate;
            return this;
        }

        /**
         * Sets how fast weights shrink beside learning.
         *
         * @param decay 0 or more
         * @return this builder
         */
        public Builder weightDecay(double decay) {
            this.weightDecay = nonNegative("weight decay", decay);
            return this;
        }

        /**
         * Sets the most epochs.
         *
         * @param count 1 to 100,000
         * @return this builder
         */
        public Builder epochs(int count) {
            require("number of epochs", count >= 1 && count <= 100_000, "1 to 100000", count);
            this.epochs = count;
            return this;
        }

        /**
         * Sets after how many epochs without a better validation training ends.
         *
         * @param count 1 or more
         * @return this builder
         */
        public Builder patience(int count) {
            require("patience", count >= 1, "1 or more epochs", count);
            this.patience = count;
            return this;
        }

        /**
         * Sets the samples of one step of the optimiser.
         *
         * @param samples 1 to 65,536
         * @return this builder
         */
        public Builder batch(int samples) {
            require("batch", samples >= 1 && samples <= 65_536, "1 to 65536 samples", samples);
            this.batch = samples;
            return this;
        }

        /**
         * Has an epoch look at some samples only, drawn anew each time; all unless set.
         *
         * @param samples 1 or more
         * @return this builder
         */
        public Builder samplesPerEpoch(int samples) {
            require("number of samples an epoch", samples >= 1, "1 or more", samples);
            this.samplesPerEpoch = samples;
            return this;
        }

        /**
         * Sets how many steps at the end of every series are kept apart to stop early; as many as the horizon unless set.
         *
         * @param steps the horizon or more
         * @return this builder
         */
        public Builder validationSteps(int steps) {
            require("number of validation steps", steps >= 1, "1 or more", steps);
            this.validationSteps = steps;
            return this;
        }

        /**
         * Sets the seed of starting weights and of the order of samples.
         *
         * @param seed any number
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets whether a GPU is used where PyTorch reports one; it is unless set.
         *
         * @param gpu whether to
         * @return this builder
         */
        public Builder gpu(boolean gpu) {
            this.gpu = gpu;
            return this;
        }

        /**
         * Has every epoch's end written to a file, and a training that was broken off go on from there with the same result. The file
         * stays when training is done.
         *
         * @param file where to; its folder must exist
         * @return this builder
         */
        public Builder checkpoint(Path file) {
            this.checkpoint = Optional.of(file);
            return this;
        }

        /**
         * Has someone told after every epoch, on the thread that trains. What the listener throws ends the training and goes to the
         * caller.
         *
         * @param listener is told
         * @return this builder
         */
        public Builder onProgress(Consumer<TrainingProgress> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Has training asked before every step whether to go on; if not, or if its thread was interrupted, it ends with a
         * {@link java.util.concurrent.CancellationException}.
         *
         * @param cancelled true to end it
         * @return this builder
         */
        public Builder cancelWhen(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
            return this;
        }

        private SortedMap<String, String> parameters() {
            TreeMap<String, String> parameters = new TreeMap<>();
            parameters.put("hidden", Integer.toString(hidden));
            parameters.put("layers", Integer.toString(layers));
            parameters.put("units", Integer.toString(units));
            parameters.put("embedding", Integer.toString(embedding));
            parameters.put("learning_rate", Double.toString(learningRate));
            parameters.put("weight_decay", Double.toString(weightDecay));
            parameters.put("epochs", Integer.toString(epochs));
            parameters.put("patience", Integer.toString(patience));
            parameters.put("batch", Integer.toString(batch));
            parameters.put("samples_per_epoch", Integer.toString(samplesPerEpoch));
            parameters.put("validation_steps", Integer.toString(validationSteps));
            parameters.put("seed", Long.toString(seed));
            return parameters;
        }

        /**
         * Ends the settings.
         *
         * @return the estimator
         */
        public Lstm build() {
            return new Lstm(new Builder(this));
        }
    }
}
