package io.mlpipeline.models.xgboost.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.testkit.data.SharedData;
import io.mlpipeline.testkit.data.SparkHome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two executors, each a JVM of its own, once unhurt and twice with one of them killed while it trains. */
class LostExecutorTest {
    private static final String REPEATS = System.getProperty("mlpipeline.distributed.repeats", "1");

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void trainsAsOneMachineDoesAndEndsOneWayOrTheOtherWhenAnExecutorIsLost() throws Exception {
        SharedData.file("data/california_housing.csv.gz");

        List<String> lines = SparkHome.run(ClusterProof.class, List.of("-XX:TieredStopAtLevel=1"), List.of(REPEATS));

        lines.forEach(System.out::println);
        Map<String, String> told = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split(" \\| ");
            if (parts.length == 2) {
                told.put(parts[0], parts[1]);
            }
            if (told.size() == 5) {
                check(told);
                told.clear();
            }
        }
        assertThat(lines.stream().filter(each -> each.startsWith("together"))).hasSize(Integer.parseInt(REPEATS));
    }

    private static void check(Map<String, String> told) {
        double alone = Double.parseDouble(told.get("alone"));
        assertThat(told.get("executors")).isEqualTo("2.0");
        assertThat(Double.parseDouble(told.get("together"))).isCloseTo(alone, within(0.03 * alone));
        assertThat(Double.parseDouble(told.get("lost once"))).isCloseTo(alone, within(0.05 * alone));
        assertThat(told.get("lost, one attempt"))
                .startsWith("refused: Training on Spark failed in 1 attempt:")
                .contains("memoryOverhead");
    }
}
