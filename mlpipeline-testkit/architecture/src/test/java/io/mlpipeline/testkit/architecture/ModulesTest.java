package io.mlpipeline.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A module that was added to the build and forgotten elsewhere is found here. */
class ModulesTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** A module that is published: {@code name} is its package root and its name as a Java module. */
    private record Module(Path folder, String artifact, String name) {

        @Override
        public String toString() {
            return artifact;
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void isNamedAfterItsArtifact(Module module) {
        assertThat(module.name()).isEqualTo("io." + module.artifact().replace('-', '.'));
    }

    @ParameterizedTest
    @MethodSource("published")
    void isHeldToTheseRules(Module module) {
        assertThat(House.CLASSES)
                .as("classes of %s on the class path of the rules", module)
                .anyMatch(type -> type.getPackageName().startsWith(module.name()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void isListedInTheBom(Module module) {
        assertThat(ROOT.resolve("mlpipeline-bom/pom.xml"))
                .content()
                .contains("<artifactId>" + module.artifact() + "</artifactId>");
    }

    @ParameterizedTest
    @MethodSource("published")
    void keepsItsPackagesToItself(Module module) throws IOException {
        Path sources = module.folder().resolve("src/main/java");
        Path own = sources.resolve(module.name().replace('.', '/'));

        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(Files::isRegularFile)).allMatch(file -> file.startsWith(own));
        }
    }

    static List<Module> published() throws IOException {
        try (Stream<Path> folders = Files.find(ROOT, 2, (path, attributes) -> attributes.isDirectory())) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .filter(ModulesTest::isPublished)
                    .map(ModulesTest::module)
                    .toList();
        }
    }

    private static boolean isPublished(Path folder) {
        String path = ROOT.relativize(folder).toString();
        return path.startsWith("mlpipeline-") && !path.startsWith("mlpipeline-testkit");
    }

    private static Module module(Path folder) {
        try {
            String pom = Files.readString(folder.resolve("pom.xml"));
            String own = pom.substring(pom.indexOf("</parent>"));
            return new Module(folder, element(own, "artifactId"), element(own, "automatic.module.name"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String element(String pom, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)</").matcher(pom);
        assertThat(matcher.find()).as("<%s> in %s", name, pom).isTrue();
        return matcher.group(1);
    }
}
