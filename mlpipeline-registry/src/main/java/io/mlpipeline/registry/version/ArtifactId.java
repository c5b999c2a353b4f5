package io.mlpipeline.registry.version;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The address of stored bytes: what they are, not where they lie. Equal content has an equal id.
 *
 * @param sha256 SHA-256 of the bytes as 64 lower-case hexadecimal digits
 * @param size the number of bytes, 0 or more
 */
public record ArtifactId(String sha256, long size) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Checks the form. */
    public ArtifactId {
        Objects.requireNonNull(sha256, "sha256");
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "An artifact's hash is 64 lower-case hexadecimal digits, got " + Quoted.of(sha256));
        }
        if (size < 0) {
            throw new IllegalArgumentException("An artifact has 0 or more bytes, got " + size);
        }
    }

    /**
     * The id of some content.
     *
     * @param content any bytes
     * @return their id
     */
    public static ArtifactId of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new ArtifactId(HexFormat.of().formatHex(digest), content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "sha256:" + sha256 + " (" + size + " bytes)";
    }
}
