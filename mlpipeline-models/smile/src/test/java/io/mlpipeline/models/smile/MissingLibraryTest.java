package io.mlpipeline.models.smile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MissingLibraryTest {
    /** Runs where OpenBLAS is not on the class path. */
    public static final class Application {
        private Application() {}

        /** The error of a linear regression. */
        public static String trainLinear() {
            try {
                SmileLinearRegression.ridge(1).fit(Rows.numbers(50, 1, 1));
                return "trained";
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
        }

        /** The number of trees of a forest, which needs no OpenBLAS. */
        public static String trainForest() {
            return SmileForestRegressor.builder()
                    .trees(2)
                    .build()
                    .fit(Rows.numbers(50, 1, 1))
                    .provenance()
                    .parameters()
                    .get("trees");
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    @Test
    void namesTheLibraryToAddWhereOpenBlasIsMissing() throws Exception {
        URL[] rest = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("openblas") && !entry.contains("javacpp"))
                .map(MissingLibraryTest::url)
                .toArray(URL[]::new);

        try (URLClassLoader loader = new URLClassLoader(rest, ClassLoader.getPlatformClassLoader())) {
            Class<?> application = loader.loadClass(Application.class.getName());

            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat((String) application.getMethod("trainLinear").invoke(null))
                        .contains("needs OpenBLAS for this platform")
                        .contains(System.getProperty("os.name"))
                        .contains("org.bytedeco:openblas:0.3.10-1.5.4");
            }
            assertThat(application.getMethod("trainForest").invoke(null)).isEqualTo("2");
        }
    }
}
