package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.registry.version.ArtifactId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Artifacts as blobs at {@code sha256/ab/cdef...}, hashed on the way in and on the way out. */
final class HashedArtifactStore implements ArtifactStore {
    private static final int PREFIX = 2;
    private static final Pattern KEY = Pattern.compile("sha256/([0-9a-f]{2})/([0-9a-f]{62})");

    private final BlobStore blobs;

    HashedArtifactStore(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public ArtifactId put(byte[] content) {
        ArtifactId id = ArtifactId.of(content);
        blobs.write(keyOf(id.sha256()), content);
        return id;
    }

    @Override
    public byte[] read(ArtifactId id) {
        String key = keyOf(id.sha256());
        Optional<byte[]> content = blobs.read(key, id.size());
        if (content.isEmpty()) {
            throw new MissingArtifactException("Artifact " + id + " is not at " + blobs.location(key)
                    + ": it was deleted, or the store is not the one it was put into. Restore it from a backup.");
        }
        ArtifactId found = ArtifactId.of(content.get());
        if (!found.equals(id)) {
            throw new CorruptArtifactException("Artifact " + blobs.location(key)
                    + " was altered after it was stored: expected " + id + ", found " + found
                    + ". Restore it from a backup, or register the bundle again.");
        }
        return content.get();
    }

    @Override
    public boolean contains(ArtifactId id) {
        return blobs.contains(keyOf(id.sha256()));
    }

    @Override
    public void sweep(Instant before, Predicate<String> isNeeded, BiConsumer<String, Long> deleted) {
        blobs.forEach(blob -> {
            if (!blob.writtenAt().isBefore(before)) {
                return;
            }
            Matcher artifact = KEY.matcher(blob.key());
            boolean orphan = artifact.matches()
                    ? !isNeeded.test(artifact.group(1) + artifact.group(2))
                    : blob.key().startsWith(BlobStore.UNFINISHED);
            if (orphan) {
                blobs.delete(blob.key());
                deleted.accept(blob.key(), blob.size());
            }
        });
    }

    private static String keyOf(String sha256) {
        return "sha256/" + sha256.substring(0, PREFIX) + "/" + sha256.substring(PREFIX);
    }

    @Override
    public String toString() {
        return "ArtifactStore(" + blobs + ")";
    }
}
