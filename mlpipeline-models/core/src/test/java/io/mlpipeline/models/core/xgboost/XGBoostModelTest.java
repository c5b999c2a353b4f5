package io.mlpipeline.models.core.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and predictions of six versions of XGBoost; {@code WriteModels.java.txt} beside them says how they were made. */
class XGBoostModelTest {
    private static final List<String> FEATURES = List.of("alpha", "beta", "gamma");

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(XGBoostModelTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> files() {
        return Stream.of(
                        "1.0.0 json",
                        "1.3.1 json",
                        "1.7.6 ubj",
                        "2.1.4 json",
                        "2.1.4 ubj",
                        "3.0.4 ubj",
                        "3.1.1 json",
                        "3.1.1 ubj")
                .flatMap(each -> Stream.of(
                                "reg-squarederror",
                                "binary-logistic",
                                "multi-softprob",
                                "count-poisson",
                                "forest",
                                "categorical")
                        .filter(kind ->
                                !(each.startsWith("1.0.0") || each.startsWith("1.3.1")) || !kind.equals("categorical"))
                        .map(kind -> each.split(" ")[0] + "-" + kind + "." + each.split(" ")[1]));
    }

    @ParameterizedTest
    @MethodSource("files")
    void predictsTheFloatsOfTheVersionThatWroteTheFile(String file) {
        XGBoostModel read = XGBoostModel.read(resource(file));
        TreeEnsemble model = read.toModel(FEATURES);
        String golden = new String(resource(file.substring(0, file.lastIndexOf('.')) + ".csv"), StandardCharsets.UTF_8);
        double[] margins = new double[model.outputs()];
        double[] predictions = new double[model.outputs()];
        List<String> lines = golden.lines().skip(1).toList();

        assertThat(lines).hasSize(40);
        assertThat(read.version()).startsWith(file.substring(0, 4));
        for (String line : lines) {
            String[] fields = line.split(",");
            double[] row = {Float.parseFloat(fields[0]), Float.parseFloat(fields[1]), Float.parseFloat(fields[2])};
            model.margins(row, margins);
            model.predict(row, predictions);
            // Below 1.3 the leaves were added up before the base score.
            double error = file.startsWith("1.0.") ? 1e-6 : 0;
            assertThat(margins).containsExactly(numbers(fields[3]), within(error));
            assertThat(predictions).containsExactly(numbers(fields[4]), within(error));
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Float::parseFloat).toArray();
    }

    private static String json(String file) {
        return new String(resource(file), StandardCharsets.UTF_8);
    }

    private static XGBoostModel read(String json) {
        return XGBoostModel.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String edited(String json, String pattern, String replacement) {
        String edited = json.replaceFirst(pattern, replacement);
        assertThat(edited).isNotEqualTo(json);
        return edited;
    }

    @Test
    void matchesFeaturesByName() {
        XGBoostModel read = XGBoostModel.read(resource("2.1.4-reg-squarederror.ubj"));
        TreeEnsemble inOrder = read.toModel(FEATURES);
        TreeEnsemble turned = read.toModel(List.of("gamma", "alpha", "beta"));

        assertThat(read.featureNames()).isEqualTo(FEATURES);
        assertThat(turned.predict(new double[] {3, 0.25, 7})).isEqualTo(inOrder.predict(new double[] {0.25, 7, 3}));
        assertThat(read.importance(FEATURES)).hasSize(3);
        assertThatThrownBy(() -> read.toModel(List.of("alpha", "beta", "delta")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("[gamma] are missing")
                .hasMessageContaining("[delta] are none");
        assertThatThrownBy(() -> read.toModel(List.of("alpha", "beta"))).hasMessageContaining("3 features");
    }

    @Test
    void takesFeaturesByPlaceWhereTheFileDoesNotNameThem() {
        XGBoostModel read = XGBoostModel.read(resource("1.0.0-reg-squarederror.json"));

        assertThat(read.featureNames()).isEmpty();
        assertThat(read.toModel(List.of("x", "y", "z")).features()).containsExactly("x", "y", "z");
    }

    @Test
    void namesClassesAndSaysWhereItCameFrom() {
        TrainedModel trained = XGBoostModel.read(resource("3.1.1-multi-softprob.ubj"))
                .withClasses(List.of("low", "mid", "high"))
                .toTrainedModel(FEATURES);

        assertThat(trained.model().task()).isEqualTo(ModelTask.MULTICLASS);
        assertThat(trained.model().classes()).containsExactly("low", "mid", "high");
        assertThat(trained.provenance().library()).isEqualTo("xgboost 3.1.1");
        assertThat(trained.provenance().parameters()).containsEntry("objective", "multi:softprob");
        assertThat(ModelCodecs.installed()
                        .decode(ModelCodecs.installed().encode(trained.model()))
                        .classes())
                .containsExactly("low", "mid", "high");
        assertThatThrownBy(() ->
                        XGBoostModel.read(resource("3.1.1-multi-softprob.ubj")).withClasses(List.of("low", "high")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 classes");
    }

    @Test
    void takesTheFirstRoundsAlone() {
        XGBoostModel forest = XGBoostModel.read(resource("2.1.4-forest.ubj"));
        XGBoostModel classes = XGBoostModel.read(resource("2.1.4-multi-softprob.ubj"));

        assertThat(forest.trees()).isEqualTo(9);
        assertThat(forest.firstRounds(2).trees()).isEqualTo(6);
        assertThat(classes.firstRounds(1).toModel(FEATURES).trees()).isEqualTo(3);
        assertThatThrownBy(() -> forest.firstRounds(4)).hasMessageContaining("9 trees");
        assertThatThrownBy(() -> forest.firstRounds(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesKindsThatItDoesNotRead() {
        String json = json("2.1.4-reg-squarederror.json");

        assertThatThrownBy(() -> read(edited(json, "\"name\":\"gbtree\"", "\"name\":\"dart\"")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'dart'");
        assertThatThrownBy(() ->
                        read("{\"learner\":{\"gradient_booster\":{\"name\":\"gblinear\",\"model\":{\"weights\":[1]}},"
                                + "\"learner_model_param\":{\"base_score\":\"0\",\"num_feature\":\"3\"},"
                                + "\"objective\":{\"name\":\"reg:squarederror\"}}}"))
                .hasMessageContaining("'gblinear'");
        assertThatThrownBy(() -> read(edited(json, "\"num_target\":\"1\"", "\"num_target\":\"2\"")))
                .hasMessageContaining("2 targets");
        assertThatThrownBy(() -> read(edited(json, "reg:squarederror", "survival:aft")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'survival:aft'");
        assertThatThrownBy(() -> XGBoostModel.read("binf....".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("old binary format");
    }

    @Test
    void refusesTreesThatAreNone() {
        String json = json("2.1.4-reg-squarederror.json");

        for (String[] each : new String[][] {
            {"\"left_children\":\\[1,", "\"left_children\":[0,", "Node 0 of tree 0 has the child 0"},
            {"\"left_children\":\\[1,", "\"left_children\":[99,", "the child 99"},
            {"\"left_children\":\\[1,", "\"left_children\":[2,", "another parent"},
            {"\"left_children\":\\[1,", "\"left_children\":[", "'left_children' for"},
            {"\"split_indices\":\\[[0-9]", "\"split_indices\":[3", "feature 3 of 3"},
            {"\"split_conditions\":\\[[-0-9.E]+", "\"split_conditions\":[NaN", "NaN"},
            {"\"base_score\":\"[^\"]*", "\"base_score\":\"many", "'many'"},
            {"\"base_score\":\"[^\"]*", "\"base_score\":\"[1,2]", "2 base scores"},
            {"\"tree_info\":\\[0", "\"tree_info\":[1", "output 1"},
            {"\"tree_info\":\\[0,", "\"tree_info\":[", "3 trees, but says of 2"},
            {"\"num_feature\":\"3\",\"num_target\"", "\"num_feature\":\"x\",\"num_target\"", "num_feature"},
            {"\"size_leaf_vector\":\"1\"", "\"size_leaf_vector\":\"4\"", "4 values each"},
            {"\"split_conditions\"", "\"conditions\"", "no 'split_conditions'"},
        }) {
            assertThatThrownBy(() -> read(edited(json, each[0], each[1])).toModel(FEATURES))
                    .as(each[1])
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageContaining(each[2]);
        }
        String logistic = json("2.1.4-binary-logistic.json");
        assertThatThrownBy(() -> read(edited(logistic, "\"base_score\":\"[^\"]*", "\"base_score\":\"1")))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("base score '1'");
    }

    @Test
    void refusesATreeThatIsTooDeep() {
        int depth = 5000;
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (int i = 0; i <= 2 * depth; i++) {
            left.append(i == 0 ? "" : ",").append(i % 2 == 0 && i < 2 * depth ? i + 1 : -1);
            right.append(i == 0 ? "" : ",").append(i % 2 == 0 && i < 2 * depth ? i + 2 : -1);
        }
        String zeros = "0" + ",0".repeat(2 * depth);
        String json =
                "{\"learner\":{\"gradient_booster\":{\"name\":\"gbtree\",\"model\":{\"tree_info\":[0],\"trees\":[{"
                        + "\"left_children\":[" + left + "],\"right_children\":[" + right + "],\"split_indices\":["
                        + zeros
                        + "],\"split_conditions\":[" + zeros + "],\"default_left\":[" + zeros + "]}]}},"
                        + "\"learner_model_param\":{\"base_score\":\"0\",\"num_feature\":\"1\"},"
                        + "\"objective\":{\"name\":\"reg:squarederror\"}}}";

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("deeper than 4096");
    }

    @ParameterizedTest
    @MethodSource("damagedFiles")
    void refusesEveryFileThatIsCutOffOrGoesOn(String file) {
        byte[] whole = resource(file);

        for (int size = 0; size < whole.length; size += size < 300 ? 1 : 37) {
            byte[] cut = Arrays.copyOf(whole, size);
            assertThatThrownBy(() -> XGBoostModel.read(cut)).isInstanceOf(CorruptArtifactException.class);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        longer[whole.length] = '}';
        assertThatThrownBy(() -> XGBoostModel.read(longer)).isInstanceOf(CorruptArtifactException.class);
    }

    /** Whatever is in it, a file is a model or an error of ours. */
    @ParameterizedTest
    @MethodSource("damagedFiles")
    void survivesAnyDamage(String file) {
        byte[] whole = resource(file);
        SplittableRandom random = new SplittableRandom(11);

        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> tryToScore(damaged)).doesNotThrowAnyException();
        }
    }

    private static void tryToScore(byte[] bytes) {
        try {
            XGBoostModel read = XGBoostModel.read(bytes);
            TreeEnsemble model = read.toModel(read.featureNames());
            model.predict(new double[model.features().size()], new double[model.outputs()]);
        } catch (MlPipelineException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    private static Stream<String> damagedFiles() {
        return Stream.of("2.1.4-categorical.ubj", "3.1.1-multi-softprob.ubj", "2.1.4-binary-logistic.json");
    }

    @Test
    void believesNoLength() throws IOException {
        for (String claimed :
                List.of("{L", "{$S#L", "{L\0\0\0\0\0\0\0\001x[$d#L", "{i\001x[$T#L", "{i\001xSL", "{i\001x[#L")) {
            for (long length : new long[] {Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 32, -1, 1 << 20}) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.write(claimed.getBytes(StandardCharsets.ISO_8859_1));
                bytes.write(ByteBuffer.allocate(8).putLong(length).array());
                bytes.write(new byte[64]);
                assertThatThrownBy(() -> XGBoostModel.read(bytes.toByteArray()))
                        .as(claimed + length)
                        .isInstanceOf(CorruptArtifactException.class);
            }
        }
    }

    @Test
    void refusesDeepNesting() {
        for (String nested : List.of(
                "{i\001x" + "[".repeat(1_000_000), "{i\001x".repeat(1_000_000), "{\"x\":" + "[".repeat(1_000_000))) {
            assertThatThrownBy(() -> XGBoostModel.read(nested.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageMatching("(?s).*(nested deeper|nesting depth).*");
        }
    }

    @Test
    void namesTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("model.ubj"), new byte[] {'{', 'x'});

        assertThatThrownBy(() -> XGBoostModel.read(file))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("model.ubj");
        assertThatThrownBy(() -> XGBoostModel.read(folder.resolve("none.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.json");
    }
}
