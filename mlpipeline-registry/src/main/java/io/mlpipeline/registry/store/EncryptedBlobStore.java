package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Blobs as {@code version byte, 12 bytes nonce, AES-GCM ciphertext with a tag of 128 bits}. The blob's key is authenticated too. The
 * nonce is random: by NIST SP 800-38D (8.3) one key is good for 2^32 blobs.
 */
final class EncryptedBlobStore implements BlobStore {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int OVERHEAD = 1 + NONCE + TAG_BITS / Byte.SIZE;

    private final BlobStore inner;
    private final SecretKey key;
    private final SecureRandom nonces = new SecureRandom();

    EncryptedBlobStore(BlobStore inner, SecretKey key) {
        this.inner = inner;
        this.key = key;
        try {
            cipher(Cipher.ENCRYPT_MODE, new byte[NONCE], "");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Artifacts are encrypted with an AES key of 128, 192 or 256 bits, this one is for "
                            + key.getAlgorithm() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void write(String name, byte[] content) {
        byte[] nonce = new byte[NONCE];
        nonces.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(content);
            inner.write(
                    name,
                    ByteBuffer.allocate(1 + NONCE + sealed.length)
                            .put(VERSION)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new StoreException("Cannot encrypt what was to be stored at " + location(name) + ": " + e, e);
        }
    }

    @Override
    public Optional<byte[]> read(String name, long longest) {
        return inner.read(name, longest + OVERHEAD).map(bytes -> open(name, bytes));
    }

    private byte[] open(String name, byte[] bytes) {
        if (bytes.length < OVERHEAD || bytes[0] != VERSION) {
            throw new CorruptArtifactException(altered(name, "it is not in the form in which this store encrypts"));
        }
        ByteBuffer sealed = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        byte[] nonce = new byte[NONCE];
        sealed.get(nonce);
        byte[] rest = new byte[sealed.remaining()];
        sealed.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(rest);
        } catch (AEADBadTagException e) {
            throw new CorruptArtifactException(
                    altered(name, "its authentication fails. Maybe the key is another than the one it was stored with"),
                    e);
        } catch (GeneralSecurityException e) {
            throw new StoreException("Cannot decrypt " + location(name) + ": " + e, e);
        }
    }

    private String altered(String name, String why) {
        return location(name) + " was altered after it was stored: " + why
                + ". Restore it from a backup, or register the bundle again.";
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public boolean contains(String name) {
        return inner.contains(name);
    }

    @Override
    public void delete(String name) {
        inner.delete(name);
    }

    @Override
    public void forEach(Consumer<Blob> visitor) {
        inner.forEach(visitor);
    }

    @Override
    public String location(String name) {
        return inner.location(name);
    }

    @Override
    public String toString() {
        return "encrypted " + inner;
    }
}
