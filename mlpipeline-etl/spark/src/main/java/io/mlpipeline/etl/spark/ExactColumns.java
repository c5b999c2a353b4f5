package io.mlpipeline.etl.spark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The columns of a data set by their exact names. Spark matches names without regard to case unless the host's session says
 * otherwise, so where names differ in case alone, as of one-hot columns of "Z" and "z", the columns are numbered before they
 * are named.
 */
final class ExactColumns {
    private final List<String> names;
    private final Dataset<Row> rows;
    private final boolean isNumbered;

    private ExactColumns(Dataset<Row> rows) {
        this.names = Arrays.asList(rows.columns());
        this.isNumbered = names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < names.size();
        this.rows = isNumbered
                ? rows.toDF(IntStream.range(0, names.size())
                        .mapToObj(String::valueOf)
                        .toArray(String[]::new))
                : rows;
    }

    static ExactColumns of(Dataset<Row> rows) {
        return new ExactColumns(rows);
    }

    /** Refuses what Spark cannot write. */
    static void requireWritable(Dataset<Row> rows) {
        if (Boolean.parseBoolean(rows.sparkSession().conf().get("spark.sql.caseSensitive"))) {
            return;
        }
        Map<String, String> known = new HashMap<>();
        for (String name : rows.columns()) {
            String other = known.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new IllegalArgumentException("Columns '" + other + "' and '" + name
                        + "' differ in case alone, and Spark writes such a table only where spark.sql.caseSensitive is true."
                        + " Set it, or bring the text to one case before it is encoded");
            }
        }
    }

    Column named(String name) {
        return PhysicalRows.named(isNumbered ? String.valueOf(names.indexOf(name)) : name);
    }

    /** The rows with some of the columns. */
    Dataset<Row> select(List<String> wanted) {
        return select(wanted.stream().map(name -> named(name).as(name)).toArray(Column[]::new));
    }

    /** The rows with columns made of those {@linkplain #named named}. */
    Dataset<Row> select(Column... columns) {
        return rows.select(columns);
    }
}
