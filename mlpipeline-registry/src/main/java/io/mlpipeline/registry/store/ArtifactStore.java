package io.mlpipeline.registry.store;

import io.mlpipeline.registry.version.ArtifactId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Keeps bytes under the hash of what they are. Implementations are safe for use by many threads and many processes.
 *
 * <p>What {@link #put} has returned survives the end of the process and of the machine. What {@link #read} returns is what was
 * put: every implementation hashes on reading and never hands out anything else.
 */
public interface ArtifactStore {
    /**
     * Artifacts as files in a folder, each named after its hash.
     *
     * @param folder the folder; made if it is missing
     * @return the store
     * @throws StoreException if the folder cannot be made or is something else
     */
    static ArtifactStore directory(Path folder) {
        return on(BlobStore.directory(folder));
    }

    /**
     * Artifacts in a store of blobs.
     *
     * @param blobs where they lie
     * @return the store
     */
    static ArtifactStore on(BlobStore blobs) {
        return new HashedArtifactStore(blobs);
    }

    /**
     * Stores bytes. Storing the same bytes again changes nothing, except that it mends a copy that was damaged.
     *
     * @param content any bytes, at most 2 GiB
     * @return their id
     * @throws StoreException if they cannot be written; nothing is stored then
     */
    ArtifactId put(byte[] content);

    /**
     * Reads and verifies bytes.
     *
     * @param id what {@link #put} returned
     * @return a new array
     * @throws MissingArtifactException if the store has no such artifact
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the stored bytes are not those that were put
     * @throws StoreException if they cannot be read
     */
    byte[] read(ArtifactId id);

    /**
     * Tells whether there is an artifact, without reading it.
     *
     * @param id its id
     * @return true if there is; it may be damaged all the same
     */
    boolean contains(ArtifactId id);

    /**
     * Deletes old artifacts that no one needs, and what unfinished writes have left.
     *
     * @param before artifacts that were put at this time or later are left alone
     * @param isNeeded is asked for each of the others, by its SHA-256
     * @param deleted is told of each that is gone: where it lay, and how many bytes it had there
     */
    void sweep(Instant before, Predicate<String> isNeeded, BiConsumer<String, Long> deleted);
}
