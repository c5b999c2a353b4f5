package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.registry.version.ModelVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of bundles that someone has damaged or forged: none is opened, by itself or through the registry.
 * {@code -Dmlpipeline.mutants=10000} for more than 2,000.
 */
class MutatedBundlesTest {
    private static final int MUTANTS = Integer.getInteger("mlpipeline.mutants", 2_000);
    private static final long MOST_BYTES = 64L << 20;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20);
    private final byte[] original = Shop.bundle(9).toBytes();
    private final Map<String, byte[]> entries = entriesOf(original);

    /** A way to make another file out of a bundle. */
    private interface Mutation {
        byte[] mutate() throws IOException;
    }

    @Test
    void areAllRefused() throws IOException {
        Mutation[] mutations = {
            this::flipBit,
            this::flipBits,
            this::cutEnd,
            this::cutBegin,
            this::removeRange,
            this::repeatRange,
            this::exchangeRanges,
            this::overwriteRange,
            this::append,
            this::lieInAHeader,
            this::forgeContent,
            this::renameAnEntry,
            this::zipAgain,
            this::addAnEntry,
            this::escapeTheFolder,
            this::leaveOut,
            this::noise
        };
        try (ModelRegistry registry = ModelRegistry.open(folder)) {
            ModelVersion version = registry.register("sales", Bundle.read(original));
            Path file = fileOf(version);
            for (int i = 0; i < MUTANTS; i++) {
                byte[] mutant = mutations[i % mutations.length].mutate();
                if (!Arrays.equals(mutant, original)) {
                    refusesAlone(mutant, i);
                    Files.write(file, mutant);
                    assertThat(catchThrowable(() -> registry.bundle(version)))
                            .as("mutant %d through the registry", i)
                            .isInstanceOf(CorruptArtifactException.class)
                            .hasMessageContaining(file.toString());
                }
            }
            Files.write(file, original);
            assertThat(registry.bundle(version).toBytes()).isEqualTo(original);
        }
    }

    /** A gigabyte of zeros in a megabyte: nothing is unpacked before it is known. */
    @Test
    void includeZipBombs() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            for (String name : entries.keySet()) {
                zip.putNextEntry(new ZipEntry(name));
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 100; i++) {
                    zip.write(zeros);
                }
            }
        }

        refusesAlone(bomb.toByteArray(), -1);
    }

    private static void refusesAlone(byte[] mutant, int number) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();

        Throwable refusal = catchThrowable(() -> Bundle.read(mutant));

        assertThat(refusal)
                .as("mutant %d", number)
                .isInstanceOfAny(CorruptArtifactException.class, IncompatibleVersionException.class);
        assertThat(refusal.getMessage())
                .as("mutant %d", number)
                .startsWith("The bundle")
                .hasSizeLessThan(4_000);
        assertThat(System.nanoTime() - begin).as("time of mutant %d", number).isLessThan(LONGEST_NANOS);
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes)
                .as("memory for mutant %d", number)
                .isLessThan(MOST_BYTES);
    }

    private byte[] flipBit() {
        byte[] mutant = original.clone();
        mutant[at()] ^= (byte) (1 << random.nextInt(8));
        return mutant;
    }

    private byte[] flipBits() {
        byte[] mutant = original.clone();
        for (int i = 0; i <= random.nextInt(50); i++) {
            mutant[at()] ^= (byte) (1 << random.nextInt(8));
        }
        return mutant;
    }

    private byte[] cutEnd() {
        return Arrays.copyOf(original, at());
    }

    private byte[] cutBegin() {
        return Arrays.copyOfRange(original, 1 + random.nextInt(original.length - 1), original.length);
    }

    private byte[] removeRange() {
        int from = at();
        int to = from + 1 + random.nextInt(original.length - from);
        return join(Arrays.copyOf(original, from), Arrays.copyOfRange(original, to, original.length));
    }

    private byte[] repeatRange() {
        int from = at();
        int to = from + 1 + random.nextInt(Math.min(500, original.length - from));
        return join(Arrays.copyOf(original, to), Arrays.copyOfRange(original, from, original.length));
    }

    private byte[] exchangeRanges() {
        int length = 1 + random.nextInt(64);
        int one = random.nextInt(original.length - length);
        int other = random.nextInt(original.length - length);
        byte[] mutant = original.clone();
        System.arraycopy(original, one, mutant, other, length);
        System.arraycopy(original, other, mutant, one, length);
        return mutant;
    }

    private byte[] overwriteRange() {
        byte[] mutant = original.clone();
        int from = at();
        Arrays.fill(mutant, from, from + 1 + random.nextInt(original.length - from), (byte) random.nextInt(256));
        return mutant;
    }

    private byte[] append() {
        return join(original, random.nextBoolean() ? original : bytes(1 + random.nextInt(1_000)));
    }

    private byte[] noise() {
        return bytes(random.nextInt(5_000));
    }

    /** Sizes, offsets, methods and flags of a header that say something else. */
    private byte[] lieInAHeader() {
        byte[] mutant = original.clone();
        ByteBuffer zip = ByteBuffer.wrap(mutant).order(ByteOrder.LITTLE_ENDIAN);
        int header = headerAt(random.nextBoolean() ? LOCAL_HEADER : CENTRAL_HEADER);
        int[] lies = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt(), 1 << 30};
        zip.putInt(header + 4 + random.nextInt(24), lies[random.nextInt(lies.length)]);
        return mutant;
    }

    /** Content that was changed together with the checksums of its entry: only the manifest's hash tells. */
    private byte[] forgeContent() {
        byte[] mutant = original.clone();
        ByteBuffer zip = ByteBuffer.wrap(mutant).order(ByteOrder.LITTLE_ENDIAN);
        int local = headerAt(LOCAL_HEADER);
        int size = zip.getInt(local + 18);
        int content = local + 30 + zip.getShort(local + 26);
        mutant[content + random.nextInt(size)] ^= (byte) (1 << random.nextInt(8));
        CRC32 crc = new CRC32();
        crc.update(mutant, content, size);
        zip.putInt(local + 14, (int) crc.getValue());
        for (int central = 0; central < mutant.length - 46; central++) {
            if (zip.getInt(central) == CENTRAL_HEADER && zip.getInt(central + 42) == local) {
                zip.putInt(central + 16, (int) crc.getValue());
            }
        }
        return mutant;
    }

    private byte[] renameAnEntry() {
        String[] names = entries.keySet().toArray(String[]::new);
        String name = names[random.nextInt(names.length)];
        String other = "../" + "x".repeat(Math.max(0, name.length() - 3));
        String text = new String(original, StandardCharsets.ISO_8859_1);
        return text.replace(name, other.substring(0, name.length())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] zipAgain() throws IOException {
        return zip(entries);
    }

    private byte[] addAnEntry() throws IOException {
        Map<String, byte[]> more = new LinkedHashMap<>(entries);
        more.put("more-" + random.nextInt(), bytes(random.nextInt(100)));
        return zip(more);
    }

    private byte[] escapeTheFolder() throws IOException {
        String[] names = {"../../etc/cron.d/job", "/etc/passwd", "C:\\windows\\x", "a/../../b", "..\\x", "\u0000"};
        Map<String, byte[]> more = new LinkedHashMap<>(entries);
        more.put(names[random.nextInt(names.length)], bytes(10));
        return zip(more);
    }

    private byte[] leaveOut() throws IOException {
        Map<String, byte[]> fewer = new LinkedHashMap<>(entries);
        fewer.remove(entries.keySet().toArray(String[]::new)[random.nextInt(entries.size())]);
        return zip(fewer);
    }

    private byte[] zip(Map<String, byte[]> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(random.nextInt(10));
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> entriesOf(byte[] bundle) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    /** One of the places where a header of a kind begins. */
    private int headerAt(int signature) {
        ByteBuffer zip = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
        int[] places = IntStream.range(0, original.length - 46)
                .filter(place -> zip.getInt(place) == signature)
                .toArray();
        return places[random.nextInt(places.length)];
    }

    private int at() {
        return random.nextInt(original.length);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private Path fileOf(ModelVersion version) {
        String hash = version.artifact().sha256();
        return folder.resolve("artifacts/sha256").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }
}
