package io.mlpipeline.registry.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adobe.testing.s3mock.S3MockApplication;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.BlobStore;
import io.mlpipeline.registry.store.StoreException;
import io.mlpipeline.testkit.registry.ArtifactStoreContract;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server of the S3 protocol (S3Mock) in this process, over HTTP. */
class S3BlobStoreTest extends ArtifactStoreContract {
    private static S3MockApplication server;
    private static S3Client client;
    private static int tests;

    private String prefix = "";

    @BeforeAll
    static void start() {
        server = S3MockApplication.start(new HashMap<>(Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_INITIAL_BUCKETS,
                "models",
                S3MockApplication.PROP_SILENT,
                true)));
        client = client(server.getHttpPort());
    }

    private static S3Client client(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.stop();
    }

    @BeforeEach
    void choosePrefix() {
        raw();
    }

    @Override
    protected BlobStore raw() {
        if (prefix.isEmpty()) {
            prefix = "test" + ++tests + "/registry/";
        }
        return S3BlobStore.in(client, "models", prefix);
    }

    @Override
    protected ArtifactStore open() {
        return ArtifactStore.on(raw());
    }

    /** S3 does (Amazon S3 User Guide, data consistency model); S3Mock 4.7.0 writes into the file that it is sending to others. */
    @Override
    protected boolean replacesInOneStep() {
        return false;
    }

    @Test
    void listsMoreThanOnePage() {
        BlobStore blobs = raw();
        IntStream.range(0, 1_010).forEach(i -> blobs.write("many/" + i, new byte[] {1}));
        List<String> keys = new ArrayList<>();

        blobs.forEach(blob -> keys.add(blob.key()));

        assertThat(keys).hasSize(1_010).allMatch(key -> key.startsWith("many/"));
    }

    @Test
    void saysThatThereIsNoSuchBucket() {
        assertThatThrownBy(() -> S3BlobStore.in(client, "elsewhere", ""))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("s3://elsewhere/")
                .hasMessageContaining("no such bucket");
        assertThatThrownBy(() -> S3BlobStore.in(client, "models", "no-slash"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registry/");
    }

    @Test
    void saysThatNoOneAnswers() {
        try (S3Client nowhere = client(1)) {
            assertThatThrownBy(() -> S3BlobStore.in(nowhere, "models", ""))
                    .isInstanceOf(TransientFailureException.class);
        }
    }
}
