package io.mlpipeline.benchmarks.forecast;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the shared data beside or above the working directory. */
final class SharedFiles {
    private SharedFiles() {}

    static Path find(String name) throws FileNotFoundException {
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
