package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.BlobStore;
import io.mlpipeline.registry.store.MissingArtifactException;
import io.mlpipeline.registry.version.ArtifactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every artifact store keeps to. A new store is done when a subclass of this is green. */
public abstract class ArtifactStoreContract {
    @SuppressWarnings("NullAway.Init")
    private ArtifactStore store;

    /** For the tests of subclasses. */
    protected ArtifactStoreContract() {}

    /**
     * The blobs below the store under test, as they are stored, so that a test can damage them.
     *
     * @return the same within one test; another, empty one for each test
     */
    protected abstract BlobStore raw();

    /**
     * The store under test.
     *
     * @return a store on {@link #raw()}, or on what is wrapped around it
     */
    protected abstract ArtifactStore open();

    /**
     * Whether the server under test replaces a blob in one step. A store that goes into production must; a server that is made for
     * tests may not.
     *
     * @return true unless a subclass says otherwise
     */
    protected boolean replacesInOneStep() {
        return true;
    }

    @BeforeEach
    void openStore() {
        store = open();
    }

    @Test
    void givesBackWhatWasPutAlsoAfterReopening() {
        byte[] content = random(100_000);

        ArtifactId id = store.put(content);

        assertThat(store.read(id)).isEqualTo(content);
        assertThat(open().read(id)).isEqualTo(content);
    }

    @Test
    void namesContentByItsSha256() {
        // FIPS 180-2, appendix B.1: the digest of "abc".
        ArtifactId id = store.put(new byte[] {'a', 'b', 'c'});

        assertThat(id).isEqualTo(new ArtifactId("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
    }

    @Test
    void holdsEmptyContent() {
        assertThat(store.read(store.put(new byte[0]))).isEmpty();
    }

    @Test
    void givesEqualContentOneId() {
        assertThat(store.put(random(1000))).isEqualTo(store.put(random(1000)));
    }

    @Test
    void handsOutCopies() {
        byte[] content = random(10);
        ArtifactId id = store.put(content);

        store.read(id)[0]++;
        content[1]++;

        assertThat(store.read(id)).isEqualTo(random(10));
    }

    @Test
    void saysWhichArtifactIsMissing() {
        ArtifactId never = ArtifactId.of(random(5));

        assertThatThrownBy(() -> store.read(never))
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining(never.sha256());
    }

    @Test
    void takesTheSameContentFromManyThreads() throws Exception {
        assumeTrue(replacesInOneStep(), "the server writes into the blob that others are reading");
        byte[] content = random(50_000);
        Callable<byte[]> putter = () -> store.read(store.put(content));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<byte[]> read : threads.invokeAll(Collections.nCopies(16, putter))) {
                assertThat(read.get()).isEqualTo(content);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void refusesAFlippedBitInAnyByte() {
        byte[] content = random(40);
        ArtifactId id = store.put(content);
        String key = onlyKey();
        byte[] stored = raw().read(key, 1_000).orElseThrow();
        for (int at = 0; at < stored.length; at++) {
            byte[] altered = stored.clone();
            altered[at] ^= (byte) (1 << (at % 8));
            raw().write(key, altered);

            assertThatThrownBy(() -> store.read(id))
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageContaining("altered")
                    .hasMessageContaining(raw().location(key));
        }
    }

    @Test
    void refusesABlobThatWasCutOrGrew() {
        ArtifactId id = store.put(random(64));
        String key = onlyKey();
        byte[] stored = raw().read(key, 1_000).orElseThrow();
        for (int length : new int[] {0, 1, stored.length - 1, stored.length + 1, 1_000_000}) {
            raw().write(key, Arrays.copyOf(stored, length));

            assertThatThrownBy(() -> store.read(id))
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageContaining(raw().location(key));
        }
    }

    @Test
    void refusesTheBlobOfAnotherArtifact() {
        ArtifactId one = store.put(random(30));
        String key = onlyKey();
        byte[] stored = raw().read(key, 1_000).orElseThrow();
        raw().delete(key);
        ArtifactId other = store.put(random(31));
        raw().write(onlyKey(), stored);

        assertThatThrownBy(() -> store.read(other)).isInstanceOf(CorruptArtifactException.class);
        assertThatThrownBy(() -> store.read(one)).isInstanceOf(MissingArtifactException.class);
    }

    @Test
    void mendsADamagedBlobWhenTheSameContentIsPutAgain() {
        ArtifactId id = store.put(random(64));
        raw().write(onlyKey(), random(10));

        store.put(random(64));

        assertThat(store.read(id)).isEqualTo(random(64));
    }

    @Test
    void tellsWhatIsThere() {
        ArtifactId id = store.put(random(64));

        assertThat(store.contains(id)).isTrue();
        raw().delete(onlyKey());
        assertThat(store.contains(id)).isFalse();
        assertThat(keys()).isEmpty();
    }

    @Test
    void sweepsOldArtifactsThatNoOneNeeds() {
        ArtifactId needed = store.put(random(10));
        ArtifactId orphan = store.put(random(20));
        Set<String> needs = Set.of(needed.sha256());
        Instant past = Instant.parse("2000-01-01T00:00:00Z");
        Instant future = Instant.parse("2200-01-01T00:00:00Z");
        List<String> deleted = new ArrayList<>();

        store.sweep(past, needs::contains, (key, size) -> deleted.add(key));
        assertThat(deleted).as("both are young").isEmpty();
        store.sweep(future, needs::contains, (key, size) -> deleted.add(key));

        assertThat(deleted).containsExactly(keyOf(orphan));
        assertThat(store.contains(orphan)).isFalse();
        assertThat(store.read(needed)).isEqualTo(random(10));
    }

    private static String keyOf(ArtifactId id) {
        return "sha256/" + id.sha256().substring(0, 2) + "/" + id.sha256().substring(2);
    }

    private String onlyKey() {
        assertThat(keys()).hasSize(1);
        return keys().get(0);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        raw().forEach(blob -> keys.add(blob.key()));
        return keys;
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
