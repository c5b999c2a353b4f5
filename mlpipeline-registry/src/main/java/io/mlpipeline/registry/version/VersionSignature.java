package io.mlpipeline.registry.version;

import java.util.Objects;

/**
 * Someone's signature under a version, as it is stored. It means nothing until a trusted key has verified it.
 *
 * @param keyId which key was used
 * @param value the signature in Base64
 */
public record VersionSignature(String keyId, String value) {
    /** Checks that both are there. */
    public VersionSignature {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(value, "value");
    }
}
