package io.mlpipeline.etl.spark;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The packages of the JDK that Spark reaches into. */
final class Opens {
    private static final List<String> NEEDED =
            List.of("java.nio", "sun.nio.ch", "sun.util.calendar", "java.lang", "java.lang.invoke", "java.util");

    private Opens() {}

    /** Spark starts without them and most jobs pass, until one collects timestamps; so this is asked before the first. */
    static void require() {
        Module spark = SparkSession.class.getModule();
        require(each -> Object.class.getModule().isOpen(each, spark));
    }

    static void require(Predicate<String> isOpen) {
        if (!NEEDED.stream().allMatch(isOpen)) {
            throw new IllegalStateException("Spark needs a JVM started with "
                    + NEEDED.stream()
                            .map(each -> "--add-opens=java.base/" + each + "=ALL-UNNAMED")
                            .collect(Collectors.joining(" ")));
        }
    }
}
