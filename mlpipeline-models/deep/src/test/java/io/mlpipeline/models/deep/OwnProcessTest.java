package io.mlpipeline.models.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.models.core.sequence.SequenceSet;
import java.io.File;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can only be seen in a process of its own: how the engine is loaded. */
class OwnProcessTest {

    /** A host that trains once, with every way to the network closed and watched. */
    static final class Host {
        private Host() {}

        public static void main(String[] args) throws Exception {
            List<String> attempts = new ArrayList<>();
            watch(attempts);
            SequenceSet sales = Shops.sales(Shops.quantiles());
            try {
                Shops.small().epochs(1).build().fit(sales);
                System.out.println("trained, attempts " + attempts);
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            System.out.println("offline " + System.getProperty("ai.djl.offline") + ", threads "
                    + System.getProperty("ai.djl.pytorch.num_threads"));
            try {
                URI.create("http://127.0.0.1:9/").toURL().openStream().close();
            } catch (IOException | IllegalStateException e) {
                System.out.println("trap holds " + attempts);
            }
        }

        private static void watch(List<String> attempts) throws IOException {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<java.net.Proxy> select(URI uri) {
                    attempts.add(uri.getScheme() + " " + uri.getHost());
                    return List.of(java.net.Proxy.NO_PROXY);
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException e) {
                    attempts.add("failed " + uri);
                }
            });
            Socket.setSocketImplFactory(() -> {
                attempts.add("socket");
                throw new IllegalStateException("no network in this test");
            });
        }
    }

    private static String run(String excluded, Path cache, String... options) throws Exception {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> excluded.isEmpty() || !entry.contains(excluded))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", path));
        command.addAll(List.of(options));
        command.add(Host.class.getName());
        Path log = Files.createTempFile("host", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            if (cache != null) {
                builder.environment().put("DJL_CACHE_DIR", cache.toString());
            }
            Process process = builder.start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return Files.readString(log, StandardCharsets.UTF_8);
        } finally {
            Files.delete(log);
        }
    }

    @Test
    void connectsToNothingAndLeavesTheHostsSettingsAlone() throws Exception {
        String said = run("", null);

        assertThat(said).contains("trained, attempts []").contains("offline null, threads null");
        // The trap would have caught it.
        assertThat(said).contains("trap holds [http 127.0.0.1");
    }

    @Test
    void keepsTheHostsOwnSettings() throws Exception {
        String said = run("", null, "-Dai.djl.pytorch.num_threads=2", "-Dai.djl.offline=true");

        assertThat(said).contains("trained").contains("offline true, threads 2");
        assertThat(said).contains("Number of intra-op threads is 2");
    }

    @Test
    void namesTheArtifactToAddWhereTheNativeLibraryIsMissing(@TempDir Path cache) throws Exception {
        String said = run("pytorch-native-cpu", cache);

        assertThat(said)
                .contains("PyTorch's native library cannot be loaded on " + System.getProperty("os.name"))
                .contains("ai.djl.pytorch:pytorch-native-cpu:2.7.1")
                .contains("DJL_CACHE_DIR")
                .doesNotContain("trained");
        assertThat(said).contains("offline null");
    }
}
