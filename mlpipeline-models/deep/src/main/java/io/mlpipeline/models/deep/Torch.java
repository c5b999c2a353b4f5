package io.mlpipeline.models.deep;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;

/** The PyTorch engine, loaded so that nothing is downloaded and nobody is told. */
final class Torch {
    private static final String NAME = "PyTorch";

    private Torch() {}

    /**
     * The engine of this process; the first call loads its native libraries.
     *
     * @throws IllegalStateException if they are missing on this platform
     */
    static synchronized Engine engine() {
        // DJL reads these once, when it loads the engine; a host that set them keeps its own, and finds none of ours
        // later.
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("ai.djl.offline", "true");
        wanted.put("OPT_OUT_TRACKING", "true");
        wanted.put("ai.djl.pytorch.num_threads", "1");
        wanted.keySet().removeIf(name -> System.getProperty(name) != null);
        wanted.forEach(System::setProperty);
        try {
            return Engine.getEngine(NAME);
        } catch (RuntimeException | LinkageError e) {
            throw missing(e);
        } finally {
            wanted.keySet().forEach(System::clearProperty);
        }
    }

    private static IllegalStateException missing(Throwable cause) {
        return new IllegalStateException(
                "PyTorch's native library cannot be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ": " + cause.getMessage()
                        + ". Add ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier of this platform (linux-x86_64, "
                        + "linux-aarch64, osx-aarch64 or win-x86_64) and ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1, and see that "
                        + "the cache folder (DJL_CACHE_DIR, otherwise ~/.djl.ai) can be written and has 450 MB free",
                cause);
    }

    static Device device(Engine engine, boolean gpu) {
        return gpu && engine.getGpuCount() > 0 ? Device.gpu() : Device.cpu();
    }
}
