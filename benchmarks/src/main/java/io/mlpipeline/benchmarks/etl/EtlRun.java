package io.mlpipeline.benchmarks.etl;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one job cost in a process of its own.
 *
 * @param engine which engine did it
 * @param cpuSeconds user and system time of the whole process
 * @param startSeconds how much of it passed before the job, such as for a session
 * @param peakMegabytes the most memory that was resident
 * @param output what it wrote
 * @param told what it printed
 */
record EtlRun(String engine, double cpuSeconds, double startSeconds, double peakMegabytes, Path output, String told) {
    private static final Pattern COST = Pattern.compile("cpu_s ([0-9.]+)(?: start_s ([0-9.]+))? peak_mb ([0-9.]+)");
    private static final long LIMIT_MINUTES = 20;

    /** Where Debian keeps the Python that Debian's pandas is for. */
    static final Path PYTHON = Path.of("/usr/bin/python3");

    /** Runs a job in a fresh JVM with the flags that its engine needs. */
    static EtlRun inJvm(String engine, Path input, Path folder, String... flags) throws Exception {
        Path output = emptied(folder.resolve(engine + ".parquet"));
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(flags));
        for (String opened : List.of("nio", "lang", "lang.invoke", "util")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
        command.add("--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");
        command.addAll(
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(EtlProcess.class.getName(), engine, input.toString(), output.toString()));
        return run(engine, command, output);
    }

    /** Runs the job in Python. */
    static EtlRun inPython(Path input, Path folder) throws Exception {
        Path script = folder.resolve("retail.py");
        Files.copy(EtlRun.class.getResourceAsStream("retail.py"), script, StandardCopyOption.REPLACE_EXISTING);
        Path output = emptied(folder.resolve("pandas.pickle"));
        return run(
                "pandas", List.of(PYTHON.toString(), script.toString(), input.toString(), output.toString()), output);
    }

    private static EtlRun run(String engine, List<String> command, Path output) throws Exception {
        Path log = output.resolveSibling(engine + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException(engine + " took more than " + LIMIT_MINUTES + " minutes; see " + log);
        }
        String told = Files.readString(log);
        Matcher cost = COST.matcher(told);
        if (process.exitValue() != 0 || !cost.find()) {
            throw new IllegalStateException(engine + " ended with " + process.exitValue() + ": " + told);
        }
        double start = cost.group(2) == null ? 0 : Double.parseDouble(cost.group(2));
        return new EtlRun(
                engine, Double.parseDouble(cost.group(1)), start, Double.parseDouble(cost.group(3)), output, told);
    }

    private static Path emptied(Path output) throws IOException {
        if (Files.exists(output)) {
            Files.walkFileTree(output, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException failed) throws IOException {
                    Files.delete(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return output;
    }
}
