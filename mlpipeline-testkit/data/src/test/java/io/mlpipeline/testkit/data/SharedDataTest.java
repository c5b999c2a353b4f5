package io.mlpipeline.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class SharedDataTest {

    @TempDir
    Path parent;

    private Path module;

    @BeforeEach
    void aRepositoryWithAModule() throws IOException {
        Files.createDirectories(parent.resolve("work/repository/.mvn"));
        module = Files.createDirectories(parent.resolve("work/repository/some/module"));
    }

    @Test
    void findsTheFolderBesideTheRepository() throws IOException {
        Path file = aFile("work/shared/data/sales.csv");

        assertThat(SharedData.file("data/sales.csv", module, false)).isEqualTo(file);
    }

    @Test
    void findsTheFolderFurtherUpWhenTheWorkTreeLiesDeeper() throws IOException {
        Path file = aFile("shared/data/sales.csv");

        assertThat(SharedData.file("data/sales.csv", module, false)).isEqualTo(file);
    }

    @Test
    void abortsTheTestAndSaysWhyWhereTheFileIsAbsent() {
        assertThatThrownBy(() -> SharedData.file("data/sales.csv", module, false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("needs the shared data: no data/sales.csv");
    }

    @Test
    void failsTheTestWhereTheFileIsAbsentAndRequired() {
        assertThatThrownBy(() -> SharedData.file("data/sales.csv", module, true))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("needs the shared data: no data/sales.csv")
                .hasMessageContaining(SharedData.REQUIRED);
    }

    private Path aFile(String relative) throws IOException {
        Path file = parent.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
