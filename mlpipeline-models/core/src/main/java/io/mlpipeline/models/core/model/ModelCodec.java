package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;

/**
 * Writes and reads the portable form of one type of model. Immutable and safe for use by many threads.
 *
 * <p>A module that brings a model of its own registers its codec for {@link java.util.ServiceLoader}: it is public, has a public
 * constructor without arguments and stands in {@code META-INF/services/io.mlpipeline.models.core.model.ModelCodec}. A decoded model
 * predicts the same bits as the encoded one, and a stored version is read for ever.
 */
public interface ModelCodec {
    /**
     * The name under which the form is stored, such as {@code tree-ensemble}; it never changes.
     *
     * @return lower-case words joined by hyphens
     */
    String type();

    /**
     * The version that {@link #encode(Model)} writes; all versions from 1 to this one can be decoded.
     *
     * @return 1 or more
     */
    int version();

    /**
     * The type of model that this codec is for.
     *
     * @return a final class
     */
    Class<? extends Model> modelClass();

    /**
     * Writes a model.
     *
     * @param model an instance of {@link #modelClass()}
     * @return its portable form; equal models give equal bytes
     */
    byte[] encode(Model model);

    /**
     * Reads a model.
     *
     * @param content what {@link #encode(Model)} wrote
     * @param version the version that wrote it, 1 to {@link #version()}
     * @return the model
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the content is not such a model
     */
    Model decode(byte[] content, int version);

    /**
     * Writes a model that may hold others.
     *
     * @param model an instance of {@link #modelClass()}
     * @param codecs what writes the models inside
     * @return its portable form; equal models give equal bytes
     */
    default byte[] encode(Model model, ModelCodecs codecs) {
        return encode(model);
    }

    /**
     * Reads a model that may hold others.
     *
     * @param content what {@link #encode(Model, ModelCodecs)} wrote
     * @param version the version that wrote it, 1 to {@link #version()}
     * @param codecs what reads the models inside
     * @return the model
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the content is not such a model
     */
    default Model decode(byte[] content, int version, ModelCodecs codecs) {
        return decode(content, version);
    }
}
