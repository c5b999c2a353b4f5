package io.mlpipeline.registry.signing;

import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.VersionSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Pattern;

/** Ed25519 (RFC 8032) over what a version is: tenant, model, number, and the hash and size of its bundle. */
public final class VersionSigning {
    static final String ALGORITHM = "Ed25519";

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");

    private VersionSigning() {}

    /**
     * Signs a version.
     *
     * @param model whose version it is
     * @param version the version
     * @param keyId the name under which verifiers know the key: 1 to 128 letters, digits, '.', '_', '/' and '-'
     * @param key an Ed25519 key
     * @return the signature
     * @throws IllegalArgumentException if the key is of another kind, or its id is not well formed
     */
    public static VersionSignature sign(ModelId model, ModelVersion version, String keyId, PrivateKey key) {
        requireKeyId(keyId);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message(model, version));
            return new VersionSignature(keyId, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The key '" + keyId + "' cannot sign: an Ed25519 key is needed, this one is for "
                            + key.getAlgorithm(),
                    e);
        }
    }

    /** No field can hold a line feed, so no two versions have the same message. */
    static byte[] message(ModelId model, ModelVersion version) {
        return String.join(
                        "\n",
                        "mlpipeline model version 1",
                        model.tenant(),
                        model.name(),
                        Integer.toString(version.version()),
                        version.artifact().sha256(),
                        Long.toString(version.artifact().size()))
                .getBytes(StandardCharsets.UTF_8);
    }

    static void requireKeyId(String keyId) {
        if (!KEY_ID.matcher(keyId).matches()) {
            throw new IllegalArgumentException("The id of a key is 1 to 128 letters, digits, '.', '_', '/' and '-',"
                    + " beginning with a letter or digit, got one of " + keyId.length() + " characters");
        }
    }
}
