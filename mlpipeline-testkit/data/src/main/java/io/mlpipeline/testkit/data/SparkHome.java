package io.mlpipeline.testkit.data;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * An installation of Spark as its executors look for it, made of the class path of this JVM: a folder {@code jars} of links, and
 * what stands there as folders of classes packed for {@code spark.jars}. Programs that run with it can have executors of their own
 * ({@code local-cluster[...]}).
 */
public final class SparkHome {
    private final Path folder;
    private final List<Path> own = new ArrayList<>();

    private SparkHome(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs a program in a JVM of its own, with this JVM's class path and opened packages, whose environment names such an
     * installation.
     *
     * @param main the program
     * @param jvmFlags further flags
     * @param arguments the program's
     * @return the lines that it printed
     * @throws IOException if the installation cannot be made
     * @throws InterruptedException if it was interrupted
     * @throws IllegalStateException if the program ends with an error, which it shows
     */
    public static List<String> run(Class<?> main, List<String> jvmFlags, List<String> arguments)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("spark");
        try {
            SparkHome home = in(Files.createDirectory(folder.resolve("home")));
            List<String> command = home.command(main, jvmFlags, arguments);
            ProcessBuilder process = new ProcessBuilder(command)
                    .redirectError(folder.resolve("err").toFile())
                    .redirectOutput(folder.resolve("out").toFile());
            process.environment().put("SPARK_HOME", home.folder.toString());
            process.environment().put("SPARK_SCALA_VERSION", "2.13");
            process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
            int exit = process.start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(main + " with " + arguments + " ended with " + exit + ": "
                        + Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err")));
            }
            return Files.readAllLines(folder.resolve("out"));
        } finally {
            delete(folder);
        }
    }

    private List<String> command(Class<?> main, List<String> jvmFlags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1500m");
        command.addAll(jvmFlags);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("--add-opens"))
                .toList());
        command.add("-Dspark.jars="
                + String.join(",", own.stream().map(Path::toString).toList()));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static SparkHome in(Path folder) throws IOException {
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
    private static String classPath() {
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
