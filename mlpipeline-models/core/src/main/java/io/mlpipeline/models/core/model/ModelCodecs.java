package io.mlpipeline.models.core.model;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The codecs of one application: those of this module and those that other modules bring. Immutable and safe for use by many threads. */
public final class ModelCodecs {
    private final SortedMap<String, ModelCodec> byType;

    private ModelCodecs(Iterable<ModelCodec> codecs) {
        byType = new TreeMap<>();
        for (ModelCodec codec : codecs) {
            ModelCodec other = byType.putIfAbsent(codec.type(), codec);
            if (other != null) {
                throw new IllegalStateException("Two codecs for models of type '" + codec.type() + "': "
                        + other.getClass().getName() + " and "
                        + codec.getClass().getName()
                        + ". Maybe the class path holds two versions of one module");
            }
        }
    }

    /**
     * The built-in codecs and those visible to the class loader of this library.
     *
     * @return the codecs
     */
    public static ModelCodecs installed() {
        return visibleTo(ModelCodecs.class.getClassLoader());
    }

    /**
     * The built-in codecs and those visible to a class loader.
     *
     * @param loader where to look for registered codecs
     * @return the codecs
     * @throws IllegalStateException if two codecs claim one type
     */
    public static ModelCodecs visibleTo(ClassLoader loader) {
        List<ModelCodec> codecs =
                new ArrayList<>(List.of(new LinearModelCodec(), new TreeEnsembleCodec(), new FeatureMeanCodec()));
        codecs.add(new LogisticModelCodec());
        codecs.add(new MultinomialModelCodec());
        codecs.add(new ForestModelCodec());
        ServiceLoader.load(ModelCodec.class, loader).forEach(codecs::add);
        return new ModelCodecs(codecs);
    }

    /**
     * Writes a model.
     *
     * @param model a portable model
     * @return its stored form
     * @throws IllegalArgumentException if no codec knows its class
     */
    public EncodedModel encode(Model model) {
        for (ModelCodec codec : byType.values()) {
            if (codec.modelClass().isInstance(model)) {
                return new EncodedModel(codec.type(), codec.version(), codec.encode(model, this));
            }
        }
        throw new IllegalArgumentException("A " + model.getClass().getName()
                + " cannot be stored: there are codecs for " + byType.keySet() + ". Register a ModelCodec for it");
    }

    /**
     * Reads a model.
     *
     * @param encoded its stored form
     * @return a model that predicts what the stored one did, bit for bit
     * @throws IncompatibleVersionException if no codec knows the type, or the version is newer than the codec
     * @throws CorruptArtifactException if the content is damaged
     */
    public Model decode(EncodedModel encoded) {
        ModelCodec codec = byType.get(encoded.type());
        if (codec == null) {
            throw new IncompatibleVersionException("No codec for models of type '" + encoded.type() + "'; there are "
                    + byType.keySet() + ". Maybe the module that trained it is missing, or this library is older");
        }
        if (encoded.version() > codec.version()) {
            throw new IncompatibleVersionException("The model is stored as '" + encoded.type() + "' version "
                    + encoded.version() + "; this library reads versions 1 to " + codec.version()
                    + ". Upgrade it, or export the model with the older one");
        }
        if (encoded.version() < 1) {
            throw new CorruptArtifactException("A stored model of type '" + encoded.type() + "' claims version "
                    + encoded.version() + "; versions start at 1");
        }
        return decode(codec, encoded);
    }

    private Model decode(ModelCodec codec, EncodedModel encoded) {
        try {
            return codec.decode(encoded.content(), encoded.version(), this);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new CorruptArtifactException(
                    "The stored model of type '" + encoded.type() + "' is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "ModelCodecs" + byType.keySet();
    }
}
