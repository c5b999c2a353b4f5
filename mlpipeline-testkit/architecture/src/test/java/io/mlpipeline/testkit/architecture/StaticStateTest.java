package io.mlpipeline.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.mlpipeline.testkit.architecture.planted.StaticState;
import java.text.Format;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.BitSet;
import java.util.Dictionary;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two services in one JVM must not meet in a static field. */
class StaticStateTest {

    private static final ArchRule FINAL =
            fields().that(areStaticAndWritten()).should().beFinal().allowEmptyShould(true);

    private static final ArchRule UNCHANGING = fields().that(areStaticAndWritten())
            .should()
            .notHaveRawType(thatChanges())
            .allowEmptyShould(true);

    private static final ArchRule NO_SHARED_ARRAY = fields().that(areStaticAndWritten())
            .and()
            .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
            .should()
            .bePrivate()
            .allowEmptyShould(true);

    @Test
    void everyStaticFieldIsFinal() {
        FINAL.check(House.CLASSES);
    }

    @Test
    void noStaticFieldHoldsSomethingThatChanges() {
        UNCHANGING.check(House.CLASSES);
    }

    @Test
    void noStaticArrayIsShared() {
        NO_SHARED_ARRAY.check(House.CLASSES);
    }

    @Test
    void theRulesSeeWhatTheyForbidAndLetConstantsBe() {
        assertThat(violations(FINAL)).singleElement().asString().contains("StaticState.counter");
        assertThat(violations(UNCHANGING)).singleElement().asString().contains("StaticState.CACHE");
        assertThat(violations(NO_SHARED_ARRAY)).singleElement().asString().contains("StaticState.WEIGHTS");
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(new ClassFileImporter().importClasses(StaticState.class))
                .getFailureReport()
                .getDetails();
    }

    private static DescribedPredicate<JavaField> areStaticAndWritten() {
        return DescribedPredicate.describe(
                "are static and written by hand",
                field -> field.getModifiers().contains(STATIC)
                        && !field.getModifiers().contains(SYNTHETIC));
    }

    private static DescribedPredicate<JavaClass> thatChanges() {
        return DescribedPredicate.describe(
                "that can change",
                type -> type.getPackageName().equals("java.util.concurrent.atomic")
                        || Stream.of(
                                        AbstractCollection.class,
                                        AbstractMap.class,
                                        BitSet.class,
                                        ConcurrentMap.class,
                                        Dictionary.class,
                                        Format.class,
                                        Queue.class,
                                        Random.class,
                                        StringBuilder.class,
                                        ThreadLocal.class)
                                .anyMatch(type::isAssignableTo));
    }
}
