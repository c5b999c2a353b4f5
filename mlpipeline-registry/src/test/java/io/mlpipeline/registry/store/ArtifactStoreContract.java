package io.mlpipeline.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.version.ArtifactId;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every artifact store keeps to. A new store is done when a subclass of this is green. */
abstract class ArtifactStoreContract {
    ArtifactStore store;

    /** Opens the same store again and again within one test; another one for each test. */
    abstract ArtifactStore open();

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

    static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
