package io.mlpipeline.drift;

import static io.mlpipeline.drift.Profiles.categorical;
import static io.mlpipeline.drift.Profiles.dataset;
import static io.mlpipeline.drift.Profiles.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.DatasetProfile;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftMonitorTest {

    private final DatasetProfile training = dataset(
            normal("price", 2000, 10, 2, 1),
            normal("quantity", 2000, 3, 1, 2),
            categorical("country", "UK", 1500, "DE", 500));

    @Test
    void callsTheTrainingDataItselfStable() {
        DriftReport report = DriftMonitor.against(training).judge(training);

        assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(report.severity()).isEqualTo(Severity.NONE);
        assertThat(report.drifted()).isEmpty();
        assertThat(report.words()).isEqualTo("STABLE: 0 of 3 columns drifted, 2000 rows against 2000 of training.");
    }

    @Test
    void findsTheColumnThatDriftedAmongThoseThatDidNot() {
        DatasetProfile current = dataset(
                normal("price", 1000, 12, 2, 3),
                normal("quantity", 1000, 3, 1, 4),
                categorical("country", "UK", 750, "DE", 250));

        DriftReport report = DriftMonitor.against(training).judge(current);

        assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(report.drifted()).extracting(ColumnDrift::column).containsExactly("price");
        assertThat(report.column("quantity").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
        assertThat(report.words()).startsWith("DRIFTED: 1 of 3 columns drifted").contains("\n'price' drifted");
    }

    @Test
    void callsALostColumnDriftAndDoesNotJudgeANewOne() {
        DatasetProfile current = dataset(
                normal("price", 1000, 10, 2, 3), normal("quantity", 1000, 3, 1, 4), categorical("colour", "red", 1000));

        DriftReport report = DriftMonitor.against(training).judge(current);

        ColumnDrift lost = report.column("country").orElseThrow();
        assertThat(lost.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(lost.reason()).isEqualTo(Reason.COLUMN_LOST);
        ColumnDrift added = report.column("colour").orElseThrow();
        assertThat(added.verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(added.reason()).isEqualTo(Reason.COLUMN_NEW);
    }

    @Test
    void doesNotJudgeAnEmptyProfile() {
        DatasetProfile empty = dataset(Profiles.numeric("price"), Profiles.numeric("quantity"), categorical("country"));

        assertThat(DriftMonitor.against(training).judge(empty).verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(DriftMonitor.against(dataset()).judge(dataset()).verdict()).isEqualTo(Verdict.NOT_JUDGED);
    }

    @Test
    void leavesIgnoredColumnsOut() {
        DriftMonitor monitor = DriftMonitor.builder(training).ignore("price").build();

        DriftReport report = monitor.judge(dataset(
                normal("price", 1000, 99, 2, 3),
                normal("quantity", 1000, 3, 1, 4),
                categorical("country", "UK", 75, "DE", 25)));

        assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(report.column("price")).isEmpty();
    }

    @Test
    void refusesToIgnoreAColumnThatIsNotThere() {
        assertThatThrownBy(() -> DriftMonitor.builder(training).ignore("prise"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prise'")
                .hasMessageContaining("[price, quantity, country]");
    }

    @Test
    void asksMoreOfEachColumnTheMoreColumnsThereAre() {
        ColumnProfile reference = normal("x0", 500, 0, 1, 100);
        ColumnProfile current = normal("x0", 500, 0.17, 1, 101);
        double alone = DriftTest.withDefaults()
                .judge(reference, current)
                .findings()
                .get(0)
                .adjustedPValue();

        ColumnProfile[] before = IntStream.range(0, 20)
                .mapToObj(i -> i == 0 ? reference : normal("x" + i, 500, 0, 1, i))
                .toArray(ColumnProfile[]::new);
        ColumnProfile[] now = IntStream.range(0, 20)
                .mapToObj(i -> i == 0 ? current : normal("x" + i, 500, 0, 1, i + 50))
                .toArray(ColumnProfile[]::new);
        DriftReport report = DriftMonitor.against(dataset(before)).judge(dataset(now));

        assertThat(report.columns().get(0).findings().get(0).pValue()).isEqualTo(alone);
        assertThat(report.columns().get(0).findings().get(0).adjustedPValue()).isGreaterThan(alone);
    }

    @Test
    void takesTheCallersThresholds() {
        DriftThresholds lenient = DriftThresholds.builder()
                .limit(EffectSize.MEAN_SHIFT, 5, 9)
                .limit(EffectSize.KS_DISTANCE, 0.9, 1)
                .limit(EffectSize.POPULATION_STABILITY, 9, 99)
                .limit(EffectSize.OUT_OF_RANGE, 1, 1)
                .build();
        DatasetProfile current = dataset(
                normal("price", 1000, 12, 2, 3),
                normal("quantity", 1000, 3, 1, 4),
                categorical("country", "UK", 750, "DE", 250));

        DriftReport report =
                DriftMonitor.builder(training).thresholds(lenient).build().judge(current);

        assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(report.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void writesEverythingAsJson() throws Exception {
        DatasetProfile current = dataset(
                normal("price", 1000, 12, 2, 3),
                normal("quantity", 1000, 3, 1, 4),
                categorical("country", "UK", 700, "FR", 250));

        JsonNode json = new ObjectMapper()
                .readTree(DriftMonitor.against(training).judge(current).toJson());

        assertThat(json.path("format").asInt()).isEqualTo(1);
        assertThat(json.path("verdict").asText()).isEqualTo("DRIFTED");
        assertThat(json.path("referenceRows").asLong()).isEqualTo(2000);
        JsonNode country = json.path("columns").path(2);
        assertThat(country.path("column").asText()).isEqualTo("country");
        assertThat(country.path("newCategories").path(0).asText()).isEqualTo("FR");
        assertThat(country.path("lostCategories").path(0).asText()).isEqualTo("DE");
        JsonNode finding = json.path("columns").path(0).path("findings").path(0);
        assertThat(finding.path("aspect").asText()).isEqualTo("DISTRIBUTION");
        assertThat(finding.path("evidence").path(0).path("test").asText()).isEqualTo("KOLMOGOROV_SMIRNOV");
        assertThat(finding.path("effects").path(0).path("size").asText()).isEqualTo("KS_DISTANCE");
        assertThat(finding.path("effects").path(0).path("value").asDouble()).isBetween(0.3, 0.5);
    }
}
