package io.mlpipeline.registry.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;

/**
 * Keeps bytes under keys such as {@code sha256/ab/cdef...}: what an {@link ArtifactStore} is built on. Implementations are safe for use
 * by many threads and many processes. They need not verify what they read; the artifact store does.
 */
public interface BlobStore {
    /** What keys of unfinished writes begin with, where a store has such. */
    String UNFINISHED = "tmp/";

    /**
     * Blobs as files below a folder.
     *
     * @param folder the folder; made if it is missing
     * @return the store
     * @throws StoreException if the folder cannot be made or is something else
     */
    static BlobStore directory(Path folder) {
        return DirectoryBlobStore.open(folder);
    }

    /**
     * The same blobs, encrypted at rest by AES-GCM. Each blob is bound to its key: one that was moved is refused.
     *
     * @param inner where the encrypted bytes are kept
     * @param key an AES key of 128, 192 or 256 bits; without it nothing can be read again
     * @return the store
     * @throws IllegalArgumentException if the key is of another kind
     */
    static BlobStore encrypted(BlobStore inner, SecretKey key) {
        return new EncryptedBlobStore(inner, key);
    }

    /**
     * Writes a blob: whole and durable when this returns, never seen half written. One that is there is replaced. Its time is then the
     * present one, even if it held the same bytes.
     *
     * @param key the key
     * @param content the bytes
     * @throws StoreException if it cannot be written
     * @throws io.mlpipeline.api.error.TransientFailureException if that may be different later
     */
    void write(String key, byte[] content);

    /**
     * Reads a blob.
     *
     * @param key the key
     * @param longest the most bytes that it may have
     * @return the bytes; empty if there is no such blob
     * @throws io.mlpipeline.api.error.CorruptArtifactException if it has more; it is not read then
     * @throws StoreException if it cannot be read
     * @throws io.mlpipeline.api.error.TransientFailureException if that may be different later
     */
    Optional<byte[]> read(String key, long longest);

    /**
     * Tells whether there is a blob, without reading it.
     *
     * @param key the key
     * @return true if there is
     */
    boolean contains(String key);

    /**
     * Deletes a blob, if it is there.
     *
     * @param key the key
     */
    void delete(String key);

    /**
     * Visits every blob, those of unfinished writes included.
     *
     * @param visitor is told of each, in no particular order; may delete it
     */
    void forEach(Consumer<Blob> visitor);

    /**
     * Where a blob lies, for messages.
     *
     * @param key the key
     * @return such as a path or an address
     */
    String location(String key);

    /**
     * A blob that is there.
     *
     * @param key its key
     * @param size its bytes as they are stored
     * @param writtenAt when it was last written, by the store's clock
     */
    record Blob(String key, long size, Instant writtenAt) {}
}
