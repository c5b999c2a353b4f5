package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpensTest {

    @Test
    void namesTheExactFlagsWhereAPackageIsClosed() {
        assertThatThrownBy(() -> Opens.require(each -> !each.equals("sun.util.calendar")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Spark needs a JVM started with"
                        + " --add-opens=java.base/java.nio=ALL-UNNAMED"
                        + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
                        + " --add-opens=java.base/sun.util.calendar=ALL-UNNAMED"
                        + " --add-opens=java.base/java.lang=ALL-UNNAMED"
                        + " --add-opens=java.base/java.lang.invoke=ALL-UNNAMED"
                        + " --add-opens=java.base/java.util=ALL-UNNAMED");
    }

    @Test
    void isContentWithTheFlagsOfThisBuild() {
        assertThatCode(Opens::require).doesNotThrowAnyException();
    }
}
