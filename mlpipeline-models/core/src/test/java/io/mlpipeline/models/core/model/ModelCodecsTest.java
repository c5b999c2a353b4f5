package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCodecsTest {
    private final ModelCodecs codecs = ModelCodecs.installed();

    private Model copy(Model model) {
        return codecs.decode(codecs.encode(model));
    }

    @Test
    void readsBackALinearModelBitForBit() {
        LinearModel model = LinearModel.of(List.of("a", "b"), new double[] {0.1 + 0.2, Double.MIN_VALUE}, -Math.PI);

        LinearModel read = (LinearModel) copy(model);

        assertThat(read.features()).isEqualTo(model.features());
        assertThat(read.weights()).isEqualTo(model.weights());
        assertThat(read.intercept()).isEqualTo(model.intercept());
    }

    @Test
    void readsBackATreeEnsembleBitForBit() {
        SplittableRandom random = new SplittableRandom(1);
        TreeEnsemble model =
                RandomTrees.ensemble(30, 7, 6, random).link(Link.EXP).build();

        Model read = copy(model);

        assertThat(read.features()).isEqualTo(model.features());
        for (int i = 0; i < 500; i++) {
            double[] row = RandomTrees.row(6, random);
            assertThat(read.predict(row)).isEqualTo(model.predict(row));
        }
        assertThat(codecs.encode(read)).isEqualTo(codecs.encode(model));
    }

    @Test
    void readsBackTheTreesOfSeveralClasses() {
        SplittableRandom random = new SplittableRandom(2);
        TreeEnsemble model = RandomTrees.ensemble(9, 3, 4, random).classes(3).build();
        double[] row = RandomTrees.row(4, random);
        double[] expected = new double[3];
        double[] actual = new double[3];

        model.predict(row, expected);
        copy(model).predict(row, actual);

        assertThat(actual).isEqualTo(expected);
        assertThat(actual[0] + actual[1] + actual[2]).isBetween(0.999999, 1.000001);
    }

    @Test
    void readsBackAFeatureMean() {
        Model read = copy(FeatureMeanModel.of(List.of("a", "b"), List.of("b"), 7.25));

        assertThat(read.predict(new double[] {1, 3})).isEqualTo(3);
        assertThat(read.predict(new double[] {1, Double.NaN})).isEqualTo(7.25);
    }

    /** The stored forms of version 1, written by hand: they open for ever. */
    @Test
    void readsVersionOne() {
        Model linear =
                codecs.decode(stored("linear", 1, "{'features':['a'],'weights':'AAAAAAAAAEA=','intercept':0.5}"));
        Model mean = codecs.decode(stored("feature-mean", 1, "{'features':['a'],'averaged':['a'],'fallback':1.5}"));
        // A stump: below 0.5 is -1, else 2; missing goes left.
        Model trees = codecs.decode(stored(
                "tree-ensemble",
                1,
                "{'features':['a'],'link':'identity','outputs':1,'baseMargin':10.0,'starts':'AAAAAAMAAAA=',"
                        + "'left':'AQAAAP//////////','right':'AgAAAP//////////','split':'AQAAAAAAAAAAAAAA',"
                        + "'value':'AAAAPwAAgL8AAABA'}"));

        assertThat(linear.predict(new double[] {3})).isEqualTo(6.5);
        assertThat(mean.predict(new double[] {Double.NaN})).isEqualTo(1.5);
        assertThat(trees.predict(new double[] {0.4})).isEqualTo(9);
        assertThat(trees.predict(new double[] {0.5})).isEqualTo(12);
        assertThat(trees.predict(new double[] {Double.NaN})).isEqualTo(9);
    }

    private static EncodedModel stored(String type, int version, String json) {
        return new EncodedModel(type, version, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsNewerOrUnknownOrDamaged() {
        assertThatThrownBy(() -> codecs.decode(stored("linear", 2, "{}")))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("versions 1 to 1");
        assertThatThrownBy(() -> codecs.decode(stored("quantum", 1, "{}")))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("'quantum'")
                .hasMessageContaining("linear");
        assertThatThrownBy(() -> codecs.decode(stored("linear", 0, "{}"))).isInstanceOf(CorruptArtifactException.class);
        for (String damaged : List.of(
                "",
                "[]",
                "{",
                "{}",
                "{} {}",
                "{'features':['a'],'features':['a'],'weights':'AAAAAAAAAEA=','intercept':0.5}",
                "{'features':['a'],'weights':'AAAAAAAAAEA','intercept':'x'}",
                "{'features':['a'],'weights':'AAAA','intercept':0.5}",
                "{'features':['a'],'weights':'%','intercept':0.5}",
                "{'features':['a','b'],'weights':'AAAAAAAAAEA=','intercept':0.5}",
                "{'features':[1],'weights':'AAAAAAAAAEA=','intercept':0.5}",
                "{'features':[],'weights':'','intercept':0.5}")) {
            assertThatThrownBy(() -> codecs.decode(stored("linear", 1, damaged)))
                    .as(damaged)
                    .isInstanceOf(CorruptArtifactException.class);
        }
    }

    @Test
    void refusesATreeEnsembleWhoseArraysDoNotFit() {
        String json = "{'features':['a'],'link':'identity','outputs':1,'baseMargin':10.0,'starts':'AAAAAAMAAAA=',"
                + "'left':'AQAAAP//////////','right':'AgAAAP//////////','split':'AQAAAAAAAAAAAAAA','value':'AAAAPwAAgL8AAABA'}";
        for (String damaged : List.of(
                json.replace("AAAAAAMAAAA=", ""),
                json.replace("AAAAAAMAAAA=", "AAAAAAQAAAA="),
                json.replace("AAAAAAMAAAA=", "AAAAAP////8="),
                json.replace("AQAAAP//////////", "AQAAAP////8="),
                json.replace("AQAAAP//////////", "AAAAAP//////////"),
                json.replace("AQAAAAAAAAAAAAAA", "/////wAAAAAAAAAA"),
                json.replace("identity", "softmax"),
                json.replace("identity", "magic"),
                json.replace("'outputs':1", "'outputs':0"),
                json.replace("'outputs':1", "'outputs':4294967297"),
                json.replace("10.0", "1e300"))) {
            assertThatThrownBy(() -> codecs.decode(stored("tree-ensemble", 1, damaged)))
                    .as(damaged)
                    .isInstanceOf(CorruptArtifactException.class);
        }
    }

    @Test
    void findsTheCodecsThatOtherModulesRegister() {
        EncodedModel stored = codecs.encode(new ConstantModel(4.5));

        assertThat(stored.type()).isEqualTo("constant");
        assertThat(codecs.decode(stored)).isEqualTo(new ConstantModel(4.5));
        assertThatThrownBy(() -> codecs.decode(new EncodedModel("constant", 1, new byte[] {'x'})))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("'constant' is damaged");
    }

    @Test
    void refusesTwoCodecsOfOneType(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ModelCodec.class.getName()), ConstantModel.Impostor.class.getName());

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThatThrownBy(() -> ModelCodecs.visibleTo(loader))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'linear'")
                    .hasMessageContaining("Impostor");
        }
    }

    @Test
    void refusesToStoreAModelWithoutACodec() {
        Model homemade = new Model() {
            @Override
            public ModelTask task() {
                return ModelTask.REGRESSION;
            }

            @Override
            public List<String> features() {
                return List.of("a");
            }

            @Override
            public void predict(double[] features, double[] out) {
                out[0] = 1;
            }
        };

        assertThatThrownBy(() -> codecs.encode(homemade))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Register a ModelCodec");
    }

    @Test
    void refusesModelsThatMakeNoSense() {
        assertThatThrownBy(() -> LinearModel.of(List.of(), new double[0], 0))
                .hasMessageContaining("at least one feature");
        assertThatThrownBy(() -> LinearModel.of(List.of("a", "a"), new double[2], 0))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> LinearModel.of(List.of("a"), new double[2], 0)).hasMessageContaining("2 weights");
        assertThatThrownBy(() -> LinearModel.of(List.of("a"), new double[] {Double.NaN}, 0))
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> LinearModel.of(List.of("a"), new double[1], Double.NaN))
                .hasMessageContaining("intercept");
        assertThatThrownBy(() -> FeatureMeanModel.of(List.of("a"), List.of("b"), 0))
                .hasMessageContaining("'b'");
        assertThatThrownBy(() -> FeatureMeanModel.of(List.of("a"), List.of("a"), Double.NaN))
                .hasMessageContaining("NaN");
    }
}
