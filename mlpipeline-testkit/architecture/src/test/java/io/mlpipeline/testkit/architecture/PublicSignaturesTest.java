package io.mlpipeline.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.mlpipeline.testkit.architecture.planted.LeakySignatures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a caller can name is the JDK's or ours, and only a leaf shows the library that it is named for. */
class PublicSignaturesTest {

    private static final List<String> EVERYWHERE =
            List.of("java.", "javax.", "com.sun.net.httpserver", "org.jspecify.");

    private static final Map<String, List<String>> LEAVES = Map.ofEntries(
            entry("io.mlpipeline.etl.spark", List.of("org.apache.spark.")),
            entry("io.mlpipeline.etl.store.redis", List.of("redis.clients.")),
            entry("io.mlpipeline.registry.s3", List.of("software.amazon.")),
            entry("io.mlpipeline.models.spark", List.of("org.apache.spark.")),
            entry("io.mlpipeline.models.timeseries.spark", List.of("org.apache.spark.")),
            entry("io.mlpipeline.models.xgboost", List.of("ml.dmlc.")),
            entry("io.mlpipeline.models.xgboost.spark", List.of("org.apache.spark.")),
            entry("io.mlpipeline.models.smile", List.of("smile.")),
            entry("io.mlpipeline.models.deep", List.of("ai.djl.")),
            // A host hands its MeterRegistry to the service.
            entry("io.mlpipeline.serving.adapters", List.of("io.micrometer.")),
            entry("io.mlpipeline.serving.adapters.spring", List.of("org.springframework.")));

    private static final ArchRule RULE = classes()
            .that(describe("a caller can name", PublicSignaturesTest::isOpen))
            .should(showOnlyTypesOfTheJdkOrTheHouse())
            .allowEmptyShould(true);

    @Test
    void showNoThirdPartyAndNothingInternal() {
        RULE.check(House.CLASSES);
    }

    @Test
    void theRuleSeesEveryPlaceWhereATypeCanShow() {
        var planted = new ClassFileImporter().importClasses(LeakySignatures.class);

        var leaks = RULE.evaluate(planted).getFailureReport().getDetails();

        assertThat(leaks)
                .hasSize(6)
                .anySatisfy(leak -> assertThat(leak).contains("LeakySignatures shows", "Condition"))
                .anySatisfy(leak -> assertThat(leak).contains("LeakySignatures.field shows", "Condition"))
                .anySatisfy(leak -> assertThat(leak).contains("<init>", "Condition"))
                .anySatisfy(leak -> assertThat(leak).contains("LeakySignatures.argument", "Condition"))
                .anySatisfy(leak -> assertThat(leak).contains("LeakySignatures.bound", "Condition"))
                .anySatisfy(leak -> assertThat(leak).contains("LeakySignatures.hidden", "internal.Hidden"));
    }

    private static ArchCondition<JavaClass> showOnlyTypesOfTheJdkOrTheHouse() {
        return new ArchCondition<>("show only types of the JDK, of the house, or of their leaf's library") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                types(type).forEach(shown -> judge(type, type.getName(), shown, events));
                type.getMembers().stream()
                        .filter(PublicSignaturesTest::isOpen)
                        .forEach(member ->
                                types(member).forEach(shown -> judge(type, member.getFullName(), shown, events)));
            }
        };
    }

    private static void judge(JavaClass owner, String where, JavaType shown, ConditionEvents events) {
        shown.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(raw -> !isAllowed(owner, raw))
                .forEach(raw -> events.add(SimpleConditionEvent.violated(owner, where + " shows " + raw.getName())));
    }

    private static boolean isAllowed(JavaClass owner, JavaClass shown) {
        if (shown.isPrimitive()) {
            return true;
        }
        String name = shown.getName();
        if (name.startsWith("io.mlpipeline.")) {
            return !isInternal(shown);
        }
        return Stream.concat(EVERYWHERE.stream(), librariesOf(owner)).anyMatch(name::startsWith);
    }

    private static Stream<String> librariesOf(JavaClass owner) {
        return LEAVES.entrySet().stream()
                .filter(leaf -> owner.getPackageName().startsWith(leaf.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(List::stream);
    }

    private static boolean isOpen(JavaClass type) {
        boolean itself = isOpen(type.getModifiers()) && !isInternal(type);
        return itself
                && type.getEnclosingClass().map(PublicSignaturesTest::isOpen).orElse(true);
    }

    private static boolean isOpen(JavaMember member) {
        return isOpen(member.getModifiers()) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isOpen(Collection<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }

    private static Stream<JavaType> types(JavaClass type) {
        Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        return Stream.concat(above, type.getTypeParameters().stream());
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        Stream<JavaType> inAndOut = Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
        return Stream.concat(
                Stream.concat(inAndOut, code.getTypeParameters().stream()), code.getExceptionTypes().stream());
    }
}
