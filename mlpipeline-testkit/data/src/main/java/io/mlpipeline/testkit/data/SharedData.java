package io.mlpipeline.testkit.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The real data sets that tests read: a folder {@code shared} beside the repository, too large and too differently
 * licensed to live in it.
 *
 * <p>Where a file is absent the test that asks for it is aborted, and its report says so. Where the system property
 * {@value #REQUIRED} or the environment variable {@code CI} is {@code true} the test fails instead, so that a build
 * that must see the data can't pass without it.
 */
public final class SharedData {

    /** The system property that turns an absent file from an aborted test into a failed one. */
    public static final String REQUIRED = "mlpipeline.requireShared";

    private SharedData() {}

    /**
     * Finds a file of the shared data.
     *
     * @param relative the path below the folder {@code shared}, such as {@code data/bike_sharing_hour_uci275.csv.gz}
     * @return the file or folder, which exists
     * @throws TestAbortedException if it is absent and not required
     * @throws AssertionFailedError if it is absent and required
     */
    public static Path file(String relative) {
        boolean required = Boolean.getBoolean(REQUIRED) || "true".equals(System.getenv("CI"));
        return file(relative, Path.of("").toAbsolutePath(), required);
    }

    static Path file(String relative, Path workingDirectory, boolean required) {
        Path root = repositoryRoot(workingDirectory);
        // The folders above the first parent too: a second work tree may lie deeper than the repository itself.
        for (Path place : fromHereUp(root)) {
            Path file = place.resolve("shared").resolve(relative);
            if (Files.exists(file)) {
                return file;
            }
        }
        String message =
                "needs the shared data: no " + relative + " in a folder 'shared' beside " + root + " or above it";
        if (required) {
            throw new AssertionFailedError(message + ". It is required here: " + REQUIRED + " or CI is true.");
        }
        throw new TestAbortedException(message);
    }

    private static Path repositoryRoot(Path workingDirectory) {
        for (Path place : fromHereUp(workingDirectory)) {
            if (Files.isDirectory(place.resolve(".mvn"))) {
                return place;
            }
        }
        throw new IllegalStateException("no folder from " + workingDirectory + " upwards holds .mvn;"
                + " maybe the test runs outside the repository");
    }

    private static List<Path> fromHereUp(Path folder) {
        List<Path> places = new ArrayList<>();
        for (Path place = folder; place != null; place = place.getParent()) {
            places.add(place);
        }
        return places;
    }
}
