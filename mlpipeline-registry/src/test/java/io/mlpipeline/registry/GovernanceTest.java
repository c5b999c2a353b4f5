package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.registry.VersionDiff.Difference;
import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.Role;
import io.mlpipeline.registry.promotion.Finding;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.signing.TrustedKeys;
import io.mlpipeline.registry.version.Approval;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.UnknownVersionException;
import io.mlpipeline.testkit.data.MovableClock;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approvals, aliases, signatures and differences. */
class GovernanceTest {
    private static final PromotionPolicy ALWAYS = PromotionPolicy.always("a test");
    private static final PromotionPolicy TWO = PromotionPolicy.requireApprovals(2);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private String name = "anna";
    private ModelRegistry registry;

    @BeforeEach
    void open() {
        registry = ModelRegistry.open(folder, clock).withCallers(tenant -> new Caller(name, Role.ADMIN));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void asksForApprovalsByPeopleOtherThanTheAuthor() {
        ModelVersion version = registry.register("sales", Shop.bundle(9));
        assertThat(findingOf(version)).contains("no one has been asked");
        registry.approvals().request(version, "please");
        registry.approvals().approve(version, "my own is good");
        name = "berta";
        registry.approvals().approve(version, "report read");
        registry.approvals().approve(version, "and read again");

        assertThat(findingOf(version)).contains("approved by [berta]", "anna, who registered it and does not count");
        name = "carla";
        registry.approvals().approve(version, "figures repeated");
        assertThat(registry.promote(version, TWO).promoted()).isTrue();
        assertThat(registry.approvals().of(version))
                .extracting(Approval::status, Approval::by, Approval::reason)
                .startsWith(tuple(Approval.Status.PENDING, "anna", "please"))
                .hasSize(5);
        assertThat(registry.history("sales").get(0).reason())
                .contains("is-approved passed: approved by [berta, carla]");
    }

    @Test
    void countsNothingFromBeforeARejection() {
        ModelVersion version = registry.register("sales", Shop.bundle(9));
        for (String approver : new String[] {"berta", "carla"}) {
            name = approver;
            registry.approvals().approve(version, "good");
        }
        registry.approvals().reject(version, "seen too late: a leak");

        assertThat(findingOf(version)).contains("approved by []", "REJECTED by carla");
        assertThat(registry.approvals().latest(version)).map(Approval::reason).contains("seen too late: a leak");
        assertThatThrownBy(() -> registry.approvals().approve(version, " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PromotionPolicy.requireApprovals(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The rejection comes while the policy is being judged: what was judged before must not be written. */
    @Test
    void judgesAgainWhenAVersionIsRejectedMeanwhile() {
        ModelVersion version = registry.register("sales", Shop.bundle(9));
        name = "berta";
        registry.approvals().approve(version, "good");
        boolean[] rejected = {false};
        PromotionPolicy policy = PromotionPolicy.requireApprovals(1).and(PromotionPolicy.of(candidacy -> {
            if (!rejected[0]) {
                rejected[0] = true;
                registry.approvals().reject(version, "stop");
            }
            return Finding.passed("slow", "took its time");
        }));

        assertThat(registry.promote(version, policy).promoted()).isFalse();
        assertThat(registry.production("sales")).isEmpty();
    }

    private String findingOf(ModelVersion version) {
        Promotion promotion = registry.promote(version, TWO);
        assertThat(promotion.promoted()).isFalse();
        return promotion.refusals().get(0).explanation();
    }

    @Test
    void pointsAliasesToVersions() {
        ModelVersion first = registry.register("sales", Shop.bundle(8));
        ModelVersion second = registry.register("sales", Shop.bundle(9));
        Aliases aliases = registry.aliases();
        aliases.set(first, "champion");
        aliases.set(second, "challenger");
        aliases.set(second, "champion");

        assertThat(aliases.of("sales")).containsOnly(Map.entry("champion", 2), Map.entry("challenger", 2));
        assertThat(aliases.find("sales", "champion")).contains(registry.get("sales", 2));
        assertThat(aliases.find("sales", "other")).isEmpty();
        assertThat(aliases.remove("sales", "champion")).isTrue();
        assertThat(aliases.remove("sales", "champion")).isFalse();
        assertThatThrownBy(() -> aliases.set(first, "Champion!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Champion!'");
        assertThatThrownBy(() -> aliases.protect("unknown", "champion")).isInstanceOf(UnknownVersionException.class);
    }

    @Test
    void putsOnlySignedVersionsIntoProductionWhereKeysAreTrusted() throws Exception {
        KeyPair trusted = keys();
        KeyPair stranger = keys();
        ModelRegistry strict = registry.withTrustedKeys(TrustedKeys.of(Map.of("release", trusted.getPublic())));
        ModelVersion version = strict.register("sales", Shop.bundle(9));

        assertThat(strict.promote(version, ALWAYS).refusals())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.line()).contains("is-signed failed: signed by [], trusted are [release]"));
        strict.sign(version, "stranger", stranger.getPrivate());
        assertThat(strict.promote(version, ALWAYS).promoted())
                .as("by a key no one trusts")
                .isFalse();
        strict.sign(version, "release", stranger.getPrivate());
        assertThat(strict.promote(version, ALWAYS).promoted())
                .as("by another key under the trusted name")
                .isFalse();
        strict.sign(version, "release", trusted.getPrivate());
        assertThat(strict.promote(version, ALWAYS).promoted()).isTrue();
        assertThat(strict.bundle(strict.production("sales").orElseThrow())
                        .model()
                        .predict(new double[] {1}))
                .isEqualTo(9);
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThatThrownBy(() -> strict.sign(version, "rsa", rsa.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA");
        assertThatThrownBy(() -> TrustedKeys.of(Map.of("rsa", rsa.getPublic())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrustedKeys.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToRollBackToOrLoadAVersionThatLostItsSignature() throws Exception {
        KeyPair trusted = keys();
        ModelRegistry strict = registry.withTrustedKeys(TrustedKeys.of(Map.of("release", trusted.getPublic())));
        ModelVersion unsigned = registry.register("sales", Shop.bundle(8));
        registry.promote(unsigned, ALWAYS);
        ModelVersion signed = strict.register("sales", Shop.bundle(9));
        strict.sign(signed, "release", trusted.getPrivate());
        strict.promote(signed, ALWAYS);

        assertThatThrownBy(() -> strict.rollback("sales"))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("sales v1 has no valid signature by a trusted key [release]");
        // Someone puts another model under the signed number.
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE version SET artifact_sha256 = '"
                    + unsigned.artifact().sha256() + "', artifact_size = "
                    + unsigned.artifact().size() + " WHERE version = 2");
        }
        ModelVersion altered = strict.get("sales", 2);
        assertThat(altered.stage()).isEqualTo(Stage.PRODUCTION);
        assertThatThrownBy(() -> strict.bundle(altered)).isInstanceOf(CorruptArtifactException.class);
        assertThat(registry.bundle(altered))
                .as("where no signature is asked for")
                .isNotNull();
    }

    @Test
    void saysWhatIsDifferentBetweenVersions() {
        ModelVersion before = registry.register("sales", Shop.bundle(8));
        ModelVersion after = registry.register("sales", Shop.bundle(9));

        VersionDiff diff = registry.diff(before, after);

        assertThat(diff.schema()).isEmpty();
        assertThat(diff.features()).isEmpty();
        assertThat(diff.metrics()).extracting(Difference::name).containsExactly("bias", "wape");
        assertThat(diff.metrics().get(1).before()).startsWith("0.2");
        assertThat(registry.diff(before, before).isEmpty()).isTrue();
    }

    private static KeyPair keys() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
}
