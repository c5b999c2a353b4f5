package io.mlpipeline.registry.s3;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.registry.store.BlobStore;
import io.mlpipeline.registry.store.StoreException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs as objects of one bucket, below a prefix. An object store shows an object whole or not at all, and an answered write is
 * durable, so a write is one request. Safe for use by many threads.
 *
 * <pre>{@code
 * ArtifactStore artifacts = ArtifactStore.on(S3BlobStore.in(client, "models", "registry/"));
 * }</pre>
 */
public final class S3BlobStore implements BlobStore {
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*");
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private S3BlobStore(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /**
     * Blobs in a bucket.
     *
     * @param client the host's; left open
     * @param bucket an existing bucket
     * @param prefix what the objects' names begin with: empty, or parts that each end with a slash
     * @return the store
     * @throws IllegalArgumentException if the prefix is not well formed
     * @throws StoreException if there is no such bucket, or it may not be read
     * @throws TransientFailureException if the object store does not answer
     */
    public static S3BlobStore in(S3Client client, String bucket, String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "The prefix must be empty or parts that each end with '/', such as registry/, got '" + prefix
                            + "'");
        }
        S3BlobStore store = new S3BlobStore(Objects.requireNonNull(client, "client"), bucket, prefix);
        store.attempt("open", "", () -> client.headBucket(request -> request.bucket(bucket)));
        return store;
    }

    @Override
    public void write(String key, byte[] content) {
        attempt(
                "write",
                key,
                () -> client.putObject(
                        request -> request.bucket(bucket).key(prefix + key), RequestBody.fromBytes(content)));
    }

    @Override
    public Optional<byte[]> read(String key, long longest) {
        return attempt("read", key, () -> {
            try (ResponseInputStream<GetObjectResponse> object =
                    client.getObject(request -> request.bucket(bucket).key(prefix + key))) {
                long size = object.response().contentLength();
                if (size > longest) {
                    object.abort();
                    throw new CorruptArtifactException(location(key) + " was altered after it was stored: it has "
                            + size + " bytes, expected at most " + longest + ". Restore the object from a backup.");
                }
                return Optional.of(object.readAllBytes());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new TransientFailureException(
                        "Reading " + location(key) + " broke off (" + e + "); try again", e);
            }
        });
    }

    @Override
    public boolean contains(String key) {
        return attempt("look for", key, () -> {
            try {
                client.headObject(request -> request.bucket(bucket).key(prefix + key));
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    @Override
    public void delete(String key) {
        attempt(
                "delete",
                key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + key)));
    }

    @Override
    public void forEach(Consumer<Blob> visitor) {
        Iterable<S3Object> objects = attempt(
                "list",
                "",
                () -> client.listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .contents());
        // Pages are fetched as the loop goes on.
        attempt("list", "", () -> {
            objects.forEach(object -> visitor.accept(
                    new Blob(object.key().substring(prefix.length()), object.size(), object.lastModified())));
            return true;
        });
    }

    @Override
    public String location(String key) {
        return "s3://" + bucket + "/" + prefix + key;
    }

    private <T> T attempt(String verb, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw translated(verb, key, e);
        }
    }

    private MlPipelineException translated(String verb, String key, SdkException e) {
        String what = "Cannot " + verb + " " + location(key);
        String why = " (" + e.getMessage() + ")";
        if (e instanceof S3Exception answer && answer.statusCode() < SERVER && answer.statusCode() != TOO_MANY) {
            return answer.statusCode() == NOT_FOUND
                    ? new StoreException(what + ": there is no such bucket; make it first" + why, e)
                    : new StoreException(
                            what + ": the object store refuses; check the credentials and rights" + why, e);
        }
        if (e instanceof S3Exception || e instanceof SdkClientException || e.retryable()) {
            return new TransientFailureException(what + ": the object store did not answer; try again" + why, e);
        }
        return new StoreException(what + why, e);
    }

    @Override
    public String toString() {
        return location("");
    }
}
