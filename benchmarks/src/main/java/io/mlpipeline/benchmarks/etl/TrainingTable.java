package io.mlpipeline.benchmarks.etl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job wrote, read by an engine that has no part in it: the number of rows, and the count and sum of each number. Two
 * tables with equal ones hold, for a benchmark's purpose, the same.
 */
record TrainingTable(long rows, List<Column> columns) {
    /** A column's name, how many values are there, their sum, and the sum of value times the row's day in its year. */
    record Column(String name, long values, double sum, double weighted) {
        boolean agreesWith(Column other) {
            return name.equals(other.name)
                    && values == other.values
                    && (near(sum, other.sum) && near(weighted, other.weighted) || differsOnFences(other));
        }

        /** A price in whole cents may lie exactly on a fence, and then the last bit of an interpolation decides about its flag. */
        private boolean differsOnFences(Column other) {
            return name.equals("outlier") && Math.abs(sum - other.sum) <= Math.max(2, 0.001 * sum);
        }

        private static boolean near(double one, double other) {
            return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
        }
    }

    static TrainingTable read(Path output) throws Exception {
        String files = Files.isDirectory(output) ? output + "/*.parquet" : output.toString();
        String table = "(SELECT * FROM read_parquet('" + files + "'))";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
                while (described.next()) {
                    String name = described.getString(1);
                    if (described.getString(2).equals("DOUBLE")) {
                        names.add(name);
                    }
                }
            }
            return summed(statement, table, names);
        }
    }

    private static TrainingTable summed(Statement statement, String table, List<String> names) throws Exception {
        StringBuilder query = new StringBuilder("SELECT count(*)");
        for (String name : names) {
            String value = "CASE WHEN isnan(\"" + name + "\") THEN NULL ELSE \"" + name + "\" END";
            query.append(", count(")
                    .append(value)
                    .append("), coalesce(fsum(")
                    .append(value)
                    .append("), 0)");
            query.append(", coalesce(fsum(").append(value).append(" * dayofyear(day)), 0)");
        }
        try (ResultSet row = statement.executeQuery(query + " FROM " + table)) {
            row.next();
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                columns.add(new Column(
                        names.get(i), row.getLong(3 * i + 2), row.getDouble(3 * i + 3), row.getDouble(3 * i + 4)));
            }
            return new TrainingTable(row.getLong(1), columns);
        }
    }

    /** Refuses another table. */
    void requireEqual(TrainingTable other, String engine) {
        if (rows != other.rows) {
            throw new IllegalStateException(engine + " wrote " + other.rows + " rows instead of " + rows);
        }
        for (Column column : columns) {
            Column found = other.columns.stream()
                    .filter(each -> each.name().equals(column.name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(engine + " wrote no column " + column.name()));
            if (!column.agreesWith(found)) {
                throw new IllegalStateException(engine + " wrote " + found + " instead of " + column);
            }
        }
    }
}
