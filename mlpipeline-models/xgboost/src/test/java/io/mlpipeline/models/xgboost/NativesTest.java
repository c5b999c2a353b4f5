package io.mlpipeline.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.model.TrainingSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativesTest {
    /** A JVM of its own that believes to run on a platform for which XGBoost has no library. */
    @Test
    void saysWhatIsMissingWhereTheNativeLibraryCannotBeLoaded() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dos.arch=mips64",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainsOnce.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed)
                .contains("XGBoost's native library cannot be loaded on " + System.getProperty("os.name") + " mips64")
                .contains("scoring a trained model does not");
    }

    static final class TrainsOnce {
        public static void main(String[] args) {
            TrainingSet data = TrainingSet.builder(List.of("a"), "y")
                    .add(new double[] {1}, 1, 0, "")
                    .build();
            for (int attempt = 0; attempt < 2; attempt++) {
                try {
                    XGBoostRegressor.builder().build().fit(data);
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }
}
