package io.mlpipeline.benchmarks.etl;

import static java.util.stream.Collectors.joining;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** The retail job in DuckDB: a script of SQL over two threads. */
final class DuckDbJob implements EtlJob {
    @Override
    public void run(Path input, Path output) throws Exception {
        String script = script().replace("@input@", input.toString())
                .replace("@output@", output.toString())
                .replace("@one_hot@", oneHot());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String command : script.split(";\\s*\n")) {
                statement.execute(command);
            }
        }
    }

    private static String oneHot() {
        return RetailLines.REGIONS.stream()
                .map(region -> "CASE WHEN region = '" + region + "' THEN 1.0::DOUBLE ELSE 0.0::DOUBLE END AS \"region="
                        + region + "\"")
                .collect(joining(",\n    "));
    }

    private static String script() throws Exception {
        try (InputStream in = DuckDbJob.class.getResourceAsStream("retail.duckdb.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
