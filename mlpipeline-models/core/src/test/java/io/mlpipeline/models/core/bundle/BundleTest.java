package io.mlpipeline.models.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.LinearModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static BundleBuilder builder() {
        TrainingSet data = Sales.features().trainingSet(Sales.frame());
        return Bundle.builder(Sales.features(), Sales.model())
                .name("daily-units")
                .evaluation(Evaluation.of(Sales.model().model(), data, Metrics.RMSE, Metrics.WAPE))
                .goldenRows(Sales.frame());
    }

    @Test
    void givesBackWhatWentIn() {
        Bundle bundle =
                builder().createdAt(Instant.parse("2026-11-21T00:00:00Z")).build();

        Bundle read = Bundle.read(bundle.toBytes());

        assertThat(read.name()).isEqualTo("daily-units");
        assertThat(read.createdAt()).contains(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(read.features()).isEqualTo(Sales.features());
        assertThat(read.profile()).isEqualTo(Sales.features().profile());
        assertThat(read.provenance()).isEqualTo(Sales.model().provenance());
        assertThat(read.evaluation()).isEqualTo(bundle.evaluation()).isPresent();
        assertThat(read.trained().importance()).isEmpty();
        assertThat(read.trained().metrics()).isEqualTo(Sales.model().metrics()).isNotEmpty();
        assertThat(read.hash()).isEqualTo(bundle.hash()).hasSize(64);
    }

    @Test
    void keepsImportanceAndDoesWithoutAnEvaluation() {
        TrainedModel model = Sales.model();
        List<FeatureImportance> importance =
                List.of(new FeatureImportance("weekday", 0.75), new FeatureImportance("promo", 0.25));
        Bundle bundle = Bundle.builder(
                        Sales.features(), new TrainedModel(model.model(), importance, model.provenance()))
                .goldenRows(Sales.frame())
                .build();

        Bundle read = Bundle.read(bundle.toBytes());

        assertThat(read.trained().importance()).isEqualTo(importance);
        assertThat(read.evaluation()).isEmpty();
        assertThat(read.createdAt()).isEmpty();
        assertThat(read.name()).isEqualTo("model");
    }

    @Test
    void hasTheSameHashWhenEverythingIsDoneAgain() {
        assertThat(builder().build().hash()).isEqualTo(builder().build().hash());
        assertThat(builder().name("other").build().hash())
                .isNotEqualTo(builder().build().hash());
    }

    @Test
    void predictsInProcessWhatFeaturesAndModelSayOneByOne() {
        Bundle bundle = Bundle.read(builder().build().toBytes());
        Frame rows = Sales.frame();
        History history = bundle.features().history(rows);
        TrainingSet vectors = Sales.features().trainingSet(rows);
        Predictor predictor = bundle.predictor(rows.schema());

        double[] predictions = predictor.predict(rows, history);

        double[] vector = new double[vectors.features().size()];
        for (int i = 0; i < rows.size(); i++) {
            double expected = Sales.model().model().predict(vectors.copyRow(i, vector));
            assertThat(predictions[i]).isEqualTo(expected);
            assertThat(predictor.predict(rows.row(i), history)).isEqualTo(expected);
            assertThat(predictor.vector(rows.row(i), history)).isEqualTo(vector);
        }
    }

    @Test
    void answersARequestThatHoldsOnlyWhatACallerKnows() {
        Bundle bundle = Bundle.read(builder().build().toBytes());
        RowBuffer request = RowBuffer.of(bundle.requestSchema())
                .set("day", Sales.FIRST_DAY.plusDays(62))
                .set("item", "pen")
                .set("promo", true);
        double[] out = new double[1];

        double known = bundle.predictor().predict(request, bundle.features().history(Sales.frame()));
        double unknown = bundle.predictor().predict(request, History.none());
        bundle.predictor().predict(request, History.none(), out);

        assertThat(bundle.requestSchema().names()).doesNotContain("units");
        assertThat(known).isNotEqualTo(unknown);
        // Without a past every window is missing and goes left: 7 - 1.5 + 3.3 - 0.7 in floats.
        assertThat(unknown).isEqualTo(7f - 1.5f + 3.3f - 0.7f);
        assertThat(out[0]).isEqualTo(unknown);
    }

    @Test
    void predictsTheSameOnManyThreads() throws Exception {
        Bundle bundle = builder().build();
        Frame rows = Sales.frame();
        History history = bundle.features().history(rows);
        Predictor predictor = bundle.predictor(rows.schema());
        double[] expected = predictor.predict(rows, history);
        Callable<double[]> run = () -> IntStream.range(0, rows.size())
                .mapToDouble(i -> predictor.predict(rows.row(i), history))
                .toArray();
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (var result : pool.invokeAll(java.util.Collections.nCopies(16, run))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void refusesEveryFlippedByte() {
        byte[] file = builder().build().toBytes();

        for (int i = 0; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            assertThatThrownBy(() -> Bundle.read(damaged))
                    .as("byte %d", i)
                    .isInstanceOf(CorruptArtifactException.class);
        }
    }

    @Test
    void refusesEveryFileThatIsCutOffOrGoesOn() {
        byte[] file = builder().build().toBytes();

        for (int length = 0; length < file.length; length += 7) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> Bundle.read(cut)).isInstanceOf(CorruptArtifactException.class);
        }
        assertThatThrownBy(() -> Bundle.read(Arrays.copyOf(file, file.length + 1)))
                .isInstanceOf(CorruptArtifactException.class);
    }

    /** Changes an entry behind the back of everything that guards it, up to the hashes if asked. */
    private static byte[] forge(String entry, UnaryOperator<String> change, boolean rehash) {
        Map<String, byte[]> entries = StoredZip.read(builder().build().toBytes());
        byte[] before = entries.get(entry);
        byte[] after = change.apply(new String(before, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(after).isNotEqualTo(before);
        entries.put(entry, after);
        if (rehash) {
            String manifest = new String(entries.get(Manifest.ENTRY), StandardCharsets.UTF_8);
            entries.put(
                    Manifest.ENTRY,
                    manifest.replace(Sha256.of(before), Sha256.of(after)).getBytes(StandardCharsets.UTF_8));
        }
        return StoredZip.write(entries);
    }

    @Test
    void refusesAnEntryThatIsNotTheOneInTheManifest() {
        for (String entry : BundleEntries.names(true)) {
            assertThatThrownBy(() -> Bundle.read(forge(entry, text -> text + " ", false)))
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageContaining(entry)
                    .hasMessageContaining("SHA-256")
                    .hasMessageContaining("Restore the file");
        }
    }

    @Test
    void refusesAModelThatPredictsOtherwiseEvenWhereAllHashesFit() {
        // The base margin of 7, and the next float.
        assertThatThrownBy(() -> Bundle.read(
                        forge("model", text -> text.replace("\"baseMargins\":\"AADg", "\"baseMargins\":\"AQDg"), true)))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("golden.json")
                .hasMessageContaining("The prediction for golden row 0");
    }

    @Test
    void refusesFeaturesThatComeOutOtherwiseEvenWhereAllHashesFit() {
        assertThatThrownBy(() ->
                        Bundle.read(forge("golden.json", text -> text.replace("\"promo\":0", "\"promo\":1"), true)))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("Feature 'promo' of golden row");
    }

    @Test
    void refusesContentThatMakesNoSenseEvenWhereAllHashesFit() {
        Map<String, UnaryOperator<String>> changes = Map.of(
                "schema.json", text -> text.replace("BOOLEAN", "NUMBER"),
                "features.json", text -> text.substring(1),
                "model", text -> text.replace("units_lag_7", "units_lag_8"),
                "training.json", text -> text.replace("\"rows\"", "\"lines\""),
                "evaluation.json", text -> text.replace("2026-", "year "),
                "profile.json", text -> text.replace("numeric", "normal"),
                "golden.json", text -> text.replace("\"request\":{", "\"request\":{\"more\":1,"));

        changes.forEach((entry, change) -> assertThatThrownBy(() -> Bundle.read(forge(entry, change, true)))
                .as(entry)
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining(entry));
    }

    @Test
    void refusesOtherEntriesThanItsOwn() {
        Map<String, byte[]> entries = StoredZip.read(builder().build().toBytes());
        Map<String, byte[]> more = new LinkedHashMap<>(entries);
        more.put("../../etc/passwd", new byte[] {1});
        Map<String, byte[]> fewer = new LinkedHashMap<>(entries);
        fewer.remove("profile.json");
        List<String> reversed = new ArrayList<>(entries.keySet());
        java.util.Collections.reverse(reversed);
        Map<String, byte[]> backwards = new LinkedHashMap<>();
        reversed.forEach(name -> backwards.put(name, entries.get(name)));

        for (Map<String, byte[]> wrong : List.of(more, fewer, backwards)) {
            assertThatThrownBy(() -> Bundle.read(StoredZip.write(wrong)))
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageContaining("expected [");
        }
    }

    @Test
    void namesBothVersionsWhereTheFileIsNewer() {
        assertThatThrownBy(() -> Bundle.read(forge(
                        Manifest.ENTRY,
                        text -> text.replace("\"version\":1,\"name\"", "\"version\":2,\"name\""),
                        false)))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("format version 2")
                .hasMessageContaining("reads versions 1 to 1");
        assertThatThrownBy(() -> Bundle.read(forge(
                        Manifest.ENTRY,
                        text -> text.replace("\"tree-ensemble\",\"version\":2", "\"tree-ensemble\",\"version\":3"),
                        false)))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("version 3")
                .hasMessageContaining("versions 1 to 2");
    }

    @Test
    void isAZipThatAnyToolReads() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(builder().build().toBytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(zip.readAllBytes()).hasSize((int) entry.getSize());
            }
        }
        assertThat(names).first().isEqualTo("manifest.json");
        assertThat(names).hasSize(8);
    }

    @Test
    void isWrittenInOneStepAndOpened(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("daily-units.bundle");
        Files.writeString(file, "an older one");
        Bundle bundle = builder().build();

        bundle.write(file);

        assertThat(Files.list(folder)).containsExactly(file);
        assertThat(Bundle.open(file).hash()).isEqualTo(bundle.hash());
        Files.writeString(file, "not a bundle");
        assertThatThrownBy(() -> Bundle.open(file))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> Bundle.open(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> bundle.write(folder.resolve("no/such/folder")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void refusesToBeBuiltOfPartsThatDoNotBelongTogether() {
        TrainedModel other = new TrainedModel(
                LinearModel.of(List.of("x"), new double[1], 0),
                List.of(),
                Sales.model().provenance());
        BundleBuilder builder = Bundle.builder(Sales.features(), Sales.model());

        assertThatThrownBy(() -> Bundle.builder(Sales.features(), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[x]");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("goldenRows");
        assertThatThrownBy(() -> builder.goldenRows(Frame.builder(Sales.SCHEMA).build()))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> builder.name("a/b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a/b'");
    }

    @Test
    void refusesRowsOfAnotherLayout() {
        Predictor predictor = builder().build().predictor();
        Schema other = Schema.builder().number("x").build();

        assertThatThrownBy(() -> predictor.predict(RowBuffer.of(other), History.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x:NUMBER");
        assertThatThrownBy(() -> builder().build().predictor(other)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Made by this test's builder when format 1 was new. It opens for ever. */
    @Test
    void opensTheGoldenFileOfFormatOne() throws IOException {
        try (InputStream in = BundleTest.class.getResourceAsStream("format-1.bundle")) {
            Bundle bundle = Bundle.read(in.readAllBytes());

            assertThat(bundle.name()).isEqualTo("daily-units");
            assertThat(bundle.evaluation()).isPresent();
            RowBuffer request = RowBuffer.of(bundle.requestSchema())
                    .set("day", Sales.FIRST_DAY)
                    .set("item", "pen")
                    .set("promo", true);
            assertThat(bundle.predictor().predict(request, History.none())).isEqualTo(7f - 1.5f + 3.3f - 0.7f);
        }
    }
}
