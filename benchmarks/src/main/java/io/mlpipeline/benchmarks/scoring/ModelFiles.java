package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.benchmarks.harness.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;

/** XGBoost's files of models that earlier runs trained, under {@code target/models}: a model is trained once for its parameters. */
final class ModelFiles {
    private static final Path FOLDER = Path.of("target", "models");

    private ModelFiles() {}

    /**
     * The content of a model file.
     *
     * @param key says everything that the model depends on
     * @param training trains it, where no run has yet
     * @param report is told which
     */
    static byte[] of(String key, Callable<byte[]> training, Report report) throws Exception {
        Path file = FOLDER.resolve(key + ".json");
        if (Files.exists(file)) {
            return Files.readAllBytes(file);
        }
        long start = System.nanoTime();
        byte[] content = training.call();
        report.line(String.format(Locale.ROOT, "trained %s in %.0f s", key, (System.nanoTime() - start) / 1e9));
        write(file, content);
        return content;
    }

    /** Under another name first, so that a run that is ended leaves no half of a file. */
    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(FOLDER);
        Path unfinished = Files.createTempFile(FOLDER, "unfinished", "");
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
