package io.mlpipeline.models.core.model;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.util.Arrays;
import java.util.Base64;

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

    /**
     * The form as one text, to stand inside the form of another model.
     *
     * @return type, version and content in Base64, parted by spaces
     */
    public String toText() {
        return type + " " + version + " " + Base64.getEncoder().encodeToString(content);
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @param text the text
     * @return the form
     * @throws CorruptArtifactException if the text is none
     */
    public static EncodedModel ofText(String text) {
        String[] parts = text.split(" ", -1);
        try {
            if (parts.length == 3) {
                return new EncodedModel(
                        parts[0],
                        Integer.parseInt(parts[1]),
                        Base64.getDecoder().decode(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException("A model inside another is damaged: " + e.getMessage(), e);
        }
        throw new CorruptArtifactException("A model inside another is damaged: it has " + parts.length + " parts");
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
