package io.mlpipeline.drift;

import static io.mlpipeline.drift.Profiles.dataset;
import static io.mlpipeline.drift.Profiles.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.profile.DatasetProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentedDriftMonitorTest {

    private final Map<String, DatasetProfile> training = segments(0);
    private final SegmentedDriftMonitor monitor = SegmentedDriftMonitor.against(training);

    private static Map<String, DatasetProfile> segments(long seed) {
        Map<String, DatasetProfile> segments = new HashMap<>();
        for (int store = 0; store < 20; store++) {
            segments.put("store " + store, dataset(normal("price", 300, store, 1, 2 * store + seed)));
        }
        return segments;
    }

    @Test
    void findsTheSegmentThatDrifted() {
        Map<String, DatasetProfile> current = segments(1000);
        current.put("store 7", dataset(normal("price", 300, 7.8, 1, 5)));

        SegmentedDriftReport report = monitor.judge(current);

        assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(report.drifted()).containsExactly("store 7");
        assertThat(report.words()).startsWith("DRIFTED: 1 of 20 segments drifted.\n[store 7] DRIFTED: 1 of 1 columns");
    }

    @Test
    void adjustsOverAllSegmentsTogether() {
        Map<String, DatasetProfile> current = segments(1000);
        current.put("store 7", dataset(normal("price", 300, 7.3, 1, 5)));

        Finding alone = DriftMonitor.against(training.get("store 7"))
                .judge(current.get("store 7"))
                .columns()
                .get(0)
                .findings()
                .get(0);
        Finding among = monitor.judge(current)
                .segments()
                .get("store 7")
                .columns()
                .get(0)
                .findings()
                .get(0);

        assertThat(among.pValue()).isEqualTo(alone.pValue());
        assertThat(among.adjustedPValue()).isGreaterThan(alone.adjustedPValue());
    }

    @Test
    void leavesAbsentSegmentsOut() {
        SegmentedDriftReport report = monitor.judge(Map.of("store 1", training.get("store 1")));

        assertThat(report.segments()).containsOnlyKeys("store 1");
        assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(monitor.judge(Map.of()).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    }

    @Test
    void refusesASegmentWithoutAReference() {
        assertThatThrownBy(() -> monitor.judge(Map.of("store 99", dataset())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'store 99'")
                .hasMessageContaining("store 0");
    }

    @Test
    void writesTheSegmentsAsJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(monitor.judge(training).toJson());

        assertThat(json.path("verdict").asText()).isEqualTo("STABLE");
        assertThat(json.path("segments").size()).isEqualTo(20);
        assertThat(json.path("segments")
                        .path("store 3")
                        .path("columns")
                        .path(0)
                        .path("column")
                        .asText())
                .isEqualTo("price");
    }
}
