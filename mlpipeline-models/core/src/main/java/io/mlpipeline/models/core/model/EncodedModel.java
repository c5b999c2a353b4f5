package io.mlpipeline.models.core.model;

import java.util.Arrays;

/**
 * A model in its portable form. Immutable.
 *
 * @param type the {@link ModelCodec#type()} that wrote it
 * @param version the version of that codec, 1 or more
 * @param content the codec's bytes; copied
 */
public record EncodedModel(String type, int version, byte[] content) {
    /** Copies the content. */
    public EncodedModel {
        content = content.clone();
    }

    /**
     * The codec's bytes.
     *
     * @return a copy
     */
    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedModel that
                && type.equals(that.type)
                && version == that.version
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.hashCode() + version) + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "EncodedModel(" + type + " version " + version + ", " + content.length + " bytes)";
    }
}
