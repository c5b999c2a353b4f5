package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.access.AccessRefusedException;
import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.CallerSource;
import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.access.Role;
import io.mlpipeline.registry.audit.AuditHead;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.VersionQuery;
import io.mlpipeline.testkit.data.MovableClock;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call by every role, against a table that is written out here once more. */
class RolesTest {
    private static final PromotionPolicy ALWAYS = PromotionPolicy.always("a test");
    private static final PrivateKey KEY = key();

    @TempDir
    static Path folder;

    private static ModelRegistry whole;
    private static Caller caller = new Caller("root", Role.ADMIN);
    private static int tenants;
    private static ModelRegistry registry;
    private static ModelVersion production;
    private static ModelVersion fresh;

    /** A call, and who may make it: V viewer, C contributor, A approver, D admin. */
    private record Call(Operation operation, String name, String open, Runnable action) {
        boolean isOpenTo(Role role) {
            return open.indexOf("VCAD".charAt(role.ordinal())) >= 0;
        }
    }

    private record Pair(Role role, Call call) {
        @Override
        public String toString() {
            return role + " " + call.name();
        }
    }

    private static final List<Call> CALLS = List.of(
            new Call(Operation.READ, "models", "VCAD", () -> registry.models()),
            new Call(Operation.READ, "get", "VCAD", () -> registry.get("sales", 1)),
            new Call(Operation.READ, "latest", "VCAD", () -> registry.latest("sales")),
            new Call(Operation.READ, "versions", "VCAD", () -> registry.versions("sales")),
            new Call(Operation.READ, "search", "VCAD", () -> registry.search("sales", VersionQuery.all())),
            new Call(Operation.READ, "diff", "VCAD", () -> registry.diff(production, fresh)),
            new Call(Operation.READ, "production", "VCAD", () -> registry.production("sales")),
            new Call(Operation.READ, "productionAt", "VCAD", () -> registry.productionAt("sales", Instant.EPOCH)),
            new Call(Operation.READ, "history", "VCAD", () -> registry.history("sales")),
            new Call(Operation.READ, "bundle", "VCAD", () -> registry.bundle(fresh)),
            new Call(Operation.READ, "productionFeed", "VCAD", () -> registry.productionFeed("sales")),
            new Call(
                    Operation.READ,
                    "approvals.of",
                    "VCAD",
                    () -> registry.approvals().of(fresh)),
            new Call(
                    Operation.READ,
                    "approvals.latest",
                    "VCAD",
                    () -> registry.approvals().latest(fresh)),
            new Call(
                    Operation.READ,
                    "aliases.of",
                    "VCAD",
                    () -> registry.aliases().of("sales")),
            new Call(
                    Operation.READ,
                    "aliases.find",
                    "VCAD",
                    () -> registry.aliases().find("sales", "champion")),
            new Call(
                    Operation.READ,
                    "aliases.protectedOf",
                    "VCAD",
                    () -> registry.aliases().protectedOf("sales")),
            new Call(Operation.REGISTER, "register", "CAD", () -> registry.register("sales", Shop.bundle(7))),
            new Call(Operation.ANNOTATE, "describe", "CAD", () -> registry.describe(fresh, "text")),
            new Call(Operation.ANNOTATE, "tag", "CAD", () -> registry.tag(fresh, "a", "b")),
            new Call(Operation.ANNOTATE, "untag", "CAD", () -> registry.untag(fresh, "a")),
            new Call(Operation.STAGE, "stage", "CAD", () -> registry.stage(fresh)),
            new Call(
                    Operation.REQUEST_APPROVAL,
                    "approvals.request",
                    "CAD",
                    () -> registry.approvals().request(fresh, "")),
            new Call(Operation.SIGN, "sign", "CAD", () -> registry.sign(fresh, "key", KEY)),
            new Call(
                    Operation.MOVE_ALIAS,
                    "aliases.set",
                    "CAD",
                    () -> registry.aliases().set(fresh, "any")),
            new Call(
                    Operation.MOVE_ALIAS,
                    "aliases.remove",
                    "CAD",
                    () -> registry.aliases().remove("sales", "any")),
            new Call(
                    Operation.DECIDE,
                    "approvals.approve",
                    "AD",
                    () -> registry.approvals().approve(fresh, "good")),
            new Call(
                    Operation.DECIDE,
                    "approvals.reject",
                    "AD",
                    () -> registry.approvals().reject(fresh, "bad")),
            new Call(Operation.PROMOTE, "promote", "AD", () -> registry.promote(fresh, ALWAYS)),
            new Call(Operation.ROLL_BACK, "rollback", "AD", () -> registry.rollback("sales")),
            new Call(Operation.ARCHIVE, "archive", "AD", () -> registry.archive(fresh)),
            new Call(
                    Operation.MOVE_PROTECTED_ALIAS,
                    "protected aliases.set",
                    "AD",
                    () -> registry.aliases().set(fresh, "champion")),
            new Call(
                    Operation.MOVE_PROTECTED_ALIAS,
                    "protected aliases.remove",
                    "AD",
                    () -> registry.aliases().remove("sales", "champion")),
            new Call(
                    Operation.PROTECT_ALIAS,
                    "aliases.protect",
                    "D",
                    () -> registry.aliases().protect("sales", "gold")),
            new Call(
                    Operation.PROTECT_ALIAS,
                    "aliases.unprotect",
                    "D",
                    () -> registry.aliases().unprotect("sales", "gold")),
            new Call(
                    Operation.READ_AUDIT,
                    "audit.entries",
                    "D",
                    () -> registry.audit().entries(0, 10)),
            new Call(
                    Operation.READ_AUDIT,
                    "audit.head",
                    "D",
                    () -> registry.audit().head()),
            new Call(
                    Operation.READ_AUDIT,
                    "audit.verify",
                    "D",
                    () -> registry.audit().verify(AuditHead.EMPTY)),
            new Call(Operation.COLLECT, "collectOrphans", "D", () -> whole.collectOrphans(Duration.ofHours(1))));

    static Stream<Pair> pairs() {
        return Stream.of(Role.values()).flatMap(role -> CALLS.stream().map(call -> new Pair(role, call)));
    }

    @BeforeAll
    static void open() {
        whole = ModelRegistry.open(folder, new MovableClock()).withCallers(tenant -> caller);
        fill();
    }

    /** A tenant that no call has changed yet. */
    private static void fill() {
        registry = whole.forTenant("t" + ++tenants);
        registry.promote(registry.register("sales", Shop.bundle(8)), ALWAYS);
        production = registry.register("sales", Shop.bundle(9));
        registry.promote(production, ALWAYS);
        fresh = registry.register("sales", Shop.bundle(10));
        registry.aliases().protect("sales", "champion");
        registry.aliases().set(production, "champion");
    }

    @AfterEach
    void beAdministrator() {
        caller = new Caller("root", Role.ADMIN);
    }

    @AfterAll
    static void close() {
        whole.close();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void letsInWhoMayAndNoOneElse(Pair pair) {
        AuditHead before = registry.audit().head();
        caller = new Caller("eve", pair.role());

        if (pair.call().isOpenTo(pair.role())) {
            assertThatCode(() -> pair.call().action().run()).doesNotThrowAnyException();
            if (pair.call().operation() != Operation.READ) {
                beAdministrator();
                fill();
            }
        } else {
            assertThatThrownBy(() -> pair.call().action().run())
                    .isInstanceOf(AccessRefusedException.class)
                    .hasMessageContaining("eve may not ")
                    .hasMessageContaining("the caller has " + pair.role());
            beAdministrator();
            assertThat(registry.audit().head()).as("nothing was changed").isEqualTo(before);
        }
    }

    /** Each operation has a call in the table above, except those of other tests. */
    @Test
    void leavesNoOperationOut() {
        Set<Operation> elsewhere = EnumSet.of(Operation.TRACK, Operation.EXPORT, Operation.IMPORT);
        Set<Operation> tested = EnumSet.noneOf(Operation.class);
        CALLS.forEach(call -> tested.add(call.operation()));

        assertThat(tested).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(elsewhere)));
    }

    @Test
    void asksForTheRoleInTheTenantAtHandAtEveryCall() {
        List<String> asked = new ArrayList<>();
        ModelRegistry watched = whole.withCallers(tenant -> {
            asked.add(tenant);
            return new Caller("anna", tenant.equals("acme") ? Role.CONTRIBUTOR : Role.VIEWER);
        });

        watched.forTenant("acme").register("sales", Shop.bundle(9));
        assertThatThrownBy(() -> watched.register("sales", Shop.bundle(9))).isInstanceOf(AccessRefusedException.class);
        assertThatThrownBy(() -> watched.forTenant("other").register("sales", Shop.bundle(9)))
                .isInstanceOf(AccessRefusedException.class);

        assertThat(asked).containsExactly("acme", "default", "other");
        assertThat(whole.forTenant("acme").get("sales", 1).createdBy()).isEqualTo("anna");
        assertThat(whole.forTenant("acme").audit().entries(0, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo("anna"));
    }

    @Test
    void refusesCallersWithoutAName() {
        for (String name : List.of("", " ", "a\nb", "x".repeat(201))) {
            assertThatThrownBy(() -> new Caller(name, Role.VIEWER)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(CallerSource.always(caller).caller("any")).isEqualTo(caller);
    }

    private static PrivateKey key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
