package io.mlpipeline.benchmarks.forecast;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the shared data beside or above the working directory. */
public final class SharedFiles {
    private SharedFiles() {}

    /**
     * Finds a file.
     *
     * @param name its path within the shared data
     * @return where it is
     * @throws FileNotFoundException if it is nowhere
     */
    public static Path find(String name) throws FileNotFoundException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        throw new FileNotFoundException(
                "No shared/" + name + " beside or above " + Path.of("").toAbsolutePath());
    }
}
