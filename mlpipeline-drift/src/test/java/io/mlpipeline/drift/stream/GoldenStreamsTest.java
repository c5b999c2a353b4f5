package io.mlpipeline.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same changes at the same values as MOA 2024.07 (raw ADWIN, CUSUM, DDM, HDDM) and River (Page-Hinkley), on the streams that
 * the reference files list.
 */
class GoldenStreamsTest {

    static Stream<String> streams() throws IOException {
        List<String> names = new ArrayList<>();
        golden("stream_detections_moa_2024.07.0.json").fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void adwin(String stream) throws IOException {
        assertThat(changes(Adwin.withDefaults(), stream)).isEqualTo(moa(stream, "ADWIN_raw"));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void cusumForRises(String stream) throws IOException {
        PageHinkley cusum = forRises().retention(1).build();

        assertThat(changes(cusum, stream)).isEqualTo(moa(stream, "CusumDM"));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void pageHinkleyForRises(String stream) throws IOException {
        PageHinkley detector = forRises().build();

        assertThat(changes(detector, stream)).isEqualTo(river(stream, "PageHinkley_30_0.005_50_0.9999_clamped"));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void adwinWithOneAlarmAChange(String stream) throws IOException {
        List<Integer> changes = changes(AlarmOnce.of(Adwin.withDefaults(), 256), stream);

        if (stream.startsWith("stationary")) {
            assertThat(changes).isEmpty();
        } else {
            int change = stream.startsWith("seasonal") ? 2500 : values(stream).length / 2;
            assertThat(changes)
                    .singleElement()
                    .satisfies(first -> assertThat(first).isBetween(change, change + 300));
        }
    }

    /** As the references, which count from 1, so that their minimum of 30 values is one of 29. */
    private static PageHinkley.Builder forRises() {
        return PageHinkley.builder().minimumValues(29).direction(Direction.RISE);
    }

    static Stream<String> errorStreams() throws IOException {
        return streams().filter(stream -> stream.contains("bern") || stream.contains("error"));
    }

    @ParameterizedTest
    @MethodSource("errorStreams")
    void ddm(String stream) throws IOException {
        assertThat(changes(new Ddm(), stream)).isEqualTo(moa(stream, "DDM")).isEqualTo(river(stream, "DDM_30_2_3"));
    }

    @ParameterizedTest
    @MethodSource("errorStreams")
    void hddmA(String stream) throws IOException {
        assertThat(changes(HddmA.of(Direction.RISE), stream))
                .isEqualTo(moa(stream, "HDDM_A"))
                .isEqualTo(river(stream, "HDDM_A_.001_.005"));
    }

    @ParameterizedTest
    @MethodSource("errorStreams")
    void hddmW(String stream) throws IOException {
        assertThat(changes(HddmW.of(Direction.RISE), stream))
                .isEqualTo(moa(stream, "HDDM_W"))
                .isEqualTo(river(stream, "HDDM_W_.001_.005_.05"));
    }

    private static List<Integer> changes(ChangeDetector detector, String stream) throws IOException {
        List<Integer> changes = new ArrayList<>();
        double[] values = values(stream);
        for (int i = 0; i < values.length; i++) {
            if (detector.add(values[i]) == Signal.CHANGE) {
                changes.add(i);
            }
        }
        return changes;
    }

    private static double[] values(String stream) throws IOException {
        Path file = SharedData.file("golden/drift/streams/" + stream + ".csv");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1).mapToDouble(Double::parseDouble).toArray();
        }
    }

    private static List<Integer> moa(String stream, String detector) throws IOException {
        return indices(golden("stream_detections_moa_2024.07.0.json")
                .path(stream)
                .path(detector)
                .path("drift"));
    }

    private static List<Integer> river(String stream, String detector) throws IOException {
        return indices(golden("stream_detections_river_formula.json")
                .path("river")
                .path(stream)
                .path(detector)
                .path("drift"));
    }

    private static List<Integer> indices(JsonNode drift) {
        assertThat(drift.isArray()).isTrue();
        return StreamSupport.stream(drift.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    private static JsonNode golden(String file) throws IOException {
        return new ObjectMapper()
                .readTree(SharedData.file("golden/drift/" + file).toFile());
    }
}
