package io.mlpipeline.etl.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * An installation of Spark as its workers look for it, made of the class path of this JVM: a folder {@code jars} of links, and
 * what stands there as folders of classes packed for {@code spark.jars}.
 */
final class SparkHome {
    private final Path folder;
    private final List<Path> own = new ArrayList<>();

    private SparkHome(Path folder) {
        this.folder = folder;
    }

    static SparkHome in(Path folder) throws IOException {
        SparkHome home = new SparkHome(folder);
        Path jars = Files.createDirectories(folder.resolve("jars"));
        for (String entry : classPath().split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                home.pack(path);
            } else if (Files.exists(path)) {
                Files.createSymbolicLink(jars.resolve(path.getFileName()), path.toAbsolutePath());
            }
        }
        return home;
    }

    /** Surefire starts a JVM with a jar that only names the class path. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void pack(Path classes) throws IOException {
        Path jar = folder.resolve("own-" + own.size() + ".jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
        own.add(jar);
    }

    /** The value of {@code SPARK_HOME}. */
    String path() {
        return folder.toString();
    }

    /** The value of {@code spark.jars}. */
    String ownJars() {
        return String.join(",", own.stream().map(Path::toString).toList());
    }
}
