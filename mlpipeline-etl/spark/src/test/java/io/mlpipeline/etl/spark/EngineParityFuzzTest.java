package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.local.LocalEtl;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator over rows that look for trouble, on both engines; {@link ParityMatrix} is the same with all settings. */
class EngineParityFuzzTest {
    private static final SparkSession SPARK = LocalSpark.session();

    @Test
    void everyOperatorHasAParityCase() {
        Set<String> covered = new TreeSet<>();
        ParityRun.definitions(500).forEach(each -> covered.addAll(ParityCases.operatorsIn(each)));
        assertThat(covered)
                .as("operators in ParityCases, which the whole matrix runs; a new one needs a case there")
                .containsAll(ParityCases.vocabulary());
    }

    @Test
    void bothEnginesGiveTheSameBitsInEveryTimeZoneAndAnsiMode() {
        ParityRun run = new ParityRun(2_000);
        ParityRun.Line local = run.local();
        List<ParityRun.Line> lines = run.inSpark(SPARK, "local[2]", List.of("America/New_York", "Australia/Lord_Howe"));
        assertThat(lines).hasSize(4).allSatisfy(line -> {
            assertThat(line.columns()).as(line.engine()).isEqualTo(local.columns());
            assertThat(line.hash()).isEqualTo(local.hash());
        });
    }

    @Test
    void executorsOfATurkishClusterGiveTheSameBits() throws IOException, InterruptedException {
        List<String> lines =
                ParityMatrix.lines("tr", "500", ParityMatrix.CLUSTER, "Asia/Kolkata", "-XX:TieredStopAtLevel=1");
        assertThat(lines).contains("tasks run in [executor 0 with locale tr, executor 1 with locale tr]");
        assertThat(lines.stream().flatMap(line -> ParityMatrix.hashOf(line).stream()))
                .hasSize(3)
                .containsOnly(new ParityRun(500).local().hash());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,3", "8,4", "3,5"})
    void fittedJsonDoesNotDependOnPartitionsOrOrder(int partitions, long seed) {
        Frame frame = ParityRows.frame(30);
        SparkTable table = ParityRows.inSpark(SPARK, 30, partitions, seed);
        for (FeaturePipeline pipeline : List.of(ParityCases.series(), ParityCases.rows())) {
            FittedFeatures local = LocalEtl.onCallingThread().table(frame).fit(pipeline);
            FittedFeatures inSpark = table.fit(pipeline);
            assertThat(inSpark.toJson()).isEqualTo(local.toJson());
            assertThat(inSpark).isEqualTo(local);
        }
    }

    @Test
    void hashesTellOneBitAndTwoRowsThatSwappedAValue() {
        Frame frame = ParityRows.frame(2);
        Map<String, Long> hashes = ParityHashes.of(frame, 3);
        double value = frame.row(7).number(11);
        assertThat(ParityHashes.of(with(frame, 7, Math.nextUp(value)), 3)).isNotEqualTo(hashes);
        assertThat(ParityHashes.of(with(frame, 7, value), 3)).isEqualTo(hashes);
        Frame swapped = with(with(frame, 7, frame.row(60).number(11)), 60, value);
        assertThat(ParityHashes.of(swapped, 3)).isNotEqualTo(hashes);
        assertThat(ParityHashes.of(swapped, 0)).isNotEqualTo(ParityHashes.of(frame, 0));
    }

    private static Frame with(Frame frame, int changed, double value) {
        Frame.Builder other = Frame.builder(frame.schema());
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            RowBuffer buffer = RowBuffer.of(frame.schema()).copyOf(row);
            other.add(row.position() == changed ? buffer.setNumber(11, value) : buffer);
        }
        return other.build();
    }

    @Test
    void rowsHoldEverythingThatIsKnownToBreakParity() {
        Frame frame = ParityRows.frame(100);
        List<Double> numbers = Stream.of("x", "y")
                .flatMap(column -> Arrays.stream(frame.numbers(column)).boxed())
                .toList();
        assertThat(numbers)
                .contains(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0)
                .anyMatch(x -> x != 0 && Math.abs(x) < Double.MIN_NORMAL)
                .anyMatch(x -> Math.abs(x) > 1e200 && !Double.isInfinite(x));
    }
}
