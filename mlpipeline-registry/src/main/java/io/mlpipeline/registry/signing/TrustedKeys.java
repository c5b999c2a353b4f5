package io.mlpipeline.registry.signing;

import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.VersionSignature;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Ed25519 keys whose signatures let a version into production. Immutable. */
public final class TrustedKeys {
    private final SortedMap<String, PublicKey> keys;

    private TrustedKeys(SortedMap<String, PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * Some keys.
     *
     * @param keys public keys by their ids, at least one
     * @return the keys
     * @throws IllegalArgumentException if there is none, one is of another kind, or an id is not well formed
     */
    public static TrustedKeys of(Map<String, PublicKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "Without a trusted key no version could ever go into production; give one");
        }
        keys.forEach(TrustedKeys::require);
        return new TrustedKeys(new TreeMap<>(keys));
    }

    private static void require(String id, PublicKey key) {
        VersionSigning.requireKeyId(id);
        try {
            Signature.getInstance(VersionSigning.ALGORITHM).initVerify(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The key '" + id + "' must be an Ed25519 key, it is for " + key.getAlgorithm(), e);
        }
    }

    /**
     * Tells which of the signatures under a version are valid and by trusted keys.
     *
     * @param model whose version it is
     * @param version the version
     * @param signatures what is stored
     * @return the ids of the keys; empty if no trusted key has signed this very version
     */
    public List<String> signersOf(ModelId model, ModelVersion version, List<VersionSignature> signatures) {
        byte[] message = VersionSigning.message(model, version);
        return signatures.stream()
                .filter(signature -> isValid(message, signature))
                .map(VersionSignature::keyId)
                .toList();
    }

    /**
     * The ids of the keys.
     *
     * @return the ids in alphabetical order
     */
    public List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    private boolean isValid(byte[] message, VersionSignature signature) {
        PublicKey key = keys.get(signature.keyId());
        if (key == null) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(VersionSigning.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(Base64.getDecoder().decode(signature.value()));
        } catch (SignatureException | InvalidKeyException | IllegalArgumentException e) {
            return false; // Not even the form of a signature.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519", e);
        }
    }
}
