package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mlpipeline.api.report.HtmlReport;
import io.mlpipeline.registry.access.AccessRefusedException;
import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.Role;
import io.mlpipeline.registry.audit.AuditEntry;
import io.mlpipeline.registry.experiment.MetricPoint;
import io.mlpipeline.registry.experiment.Run;
import io.mlpipeline.registry.experiment.RunComparison;
import io.mlpipeline.registry.experiment.RunComparison.Line;
import io.mlpipeline.registry.experiment.RunId;
import io.mlpipeline.registry.experiment.RunQuery;
import io.mlpipeline.registry.experiment.RunSetup;
import io.mlpipeline.registry.experiment.RunStatus;
import io.mlpipeline.registry.version.UnknownVersionException;
import io.mlpipeline.testkit.data.MovableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExperimentsTest {
    private static final RunSetup SETUP = RunSetup.empty()
            .parameter("depth", "6")
            .codeVersion("0f087e5")
            .data("sha256:abc")
            .environment("java", "17");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final AtomicReference<Caller> caller = new AtomicReference<>(new Caller("anna", Role.ADMIN));
    private ModelRegistry registry;
    private Experiments experiments;

    @BeforeEach
    void open() {
        registry = ModelRegistry.open(folder, clock).withCallers(tenant -> caller.get());
        experiments = registry.experiments();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void keepsEverythingOfARun() {
        Instant begin = clock.instant();
        ActiveRun run = experiments.start("churn", SETUP);
        run.metric("loss", 0, 0.7);
        run.metrics(List.of(new MetricPoint("loss", 1, 0.5), new MetricPoint("auc", 1, Double.NaN)));
        run.metric("loss", 1, 0.4);
        run.attach("notes.txt", "größer".getBytes(StandardCharsets.UTF_8));
        experiments.tag(run.id(), "team", "retail");
        clock.move(Duration.ofMinutes(5));
        run.finish();
        registry.close();
        registry = ModelRegistry.open(folder, clock);
        experiments = registry.experiments();

        Run found = experiments.get(new RunId("churn", 1));

        assertThat(found.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(found.startedBy()).isEqualTo("anna");
        assertThat(found.codeVersion()).isEqualTo("0f087e5");
        assertThat(found.dataFingerprint()).isEqualTo("sha256:abc");
        assertThat(found.parameters()).containsOnly(Map.entry("depth", "6"));
        assertThat(found.environment()).containsOnly(Map.entry("java", "17"));
        assertThat(found.tags()).containsOnly(Map.entry("team", "retail"));
        assertThat(found.metrics()).containsOnly(Map.entry("loss", 0.4), Map.entry("auc", Double.NaN));
        assertThat(found.startedAt()).isEqualTo(begin);
        assertThat(found.endedAt()).contains(clock.instant());
        assertThat(experiments.metric(found.id(), "loss"))
                .containsExactly(new MetricPoint("loss", 0, 0.7), new MetricPoint("loss", 1, 0.4));
        assertThat(new String(experiments.artifact(found.id(), "notes.txt"), StandardCharsets.UTF_8))
                .isEqualTo("größer");
        assertThat(registry.collectOrphans(Duration.ofMinutes(1)).deleted())
                .as("files of runs are needed")
                .isEmpty();
    }

    @Test
    void keepsTrialsOfAStudyTogether() {
        ActiveRun study = experiments.start("tuning", RunSetup.empty());
        for (int depth = 1; depth <= 3; depth++) {
            ActiveRun trial = study.child(RunSetup.empty().parameter("depth", "" + depth));
            trial.metric("wape", 0, 1.0 / depth);
            trial.finish();
        }
        experiments.start("tuning", RunSetup.empty());

        List<Run> best =
                experiments.search("tuning", RunQuery.all().childrenOf(1).lowestFirst("wape"));

        assertThat(best).extracting(run -> run.id().number()).containsExactly(4, 3, 2);
        assertThat(best.get(0).parent()).isEqualTo(OptionalInt.of(1));
        assertThat(experiments.get(study.id()).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void searches() {
        double[] aucs = {0.7, 0.9, Double.NaN, 0.8};
        for (double auc : aucs) {
            ActiveRun run = experiments.start("churn", SETUP.parameter("seed", auc > 0.75 ? "1" : "2"));
            run.metric("auc", 0, auc);
            run.finish();
        }
        experiments.start("churn", SETUP).fail("out of memory");

        assertThat(numbers(RunQuery.all())).containsExactly(5, 4, 3, 2, 1);
        assertThat(numbers(RunQuery.all().highestFirst("auc"))).containsExactly(2, 4, 1, 3, 5);
        assertThat(numbers(RunQuery.all().lowestFirst("auc").limit(2))).containsExactly(1, 4);
        assertThat(numbers(RunQuery.all().atLeast("auc", 0.8).highestFirst("auc")))
                .containsExactly(2, 4);
        assertThat(numbers(RunQuery.all().atMost("auc", 0.8))).containsExactly(4, 1);
        assertThat(numbers(RunQuery.all().parameter("seed", "1"))).containsExactly(4, 2);
        assertThat(numbers(RunQuery.all().in(RunStatus.FAILED))).containsExactly(5);
        assertThat(experiments.search("unknown", RunQuery.all())).isEmpty();
        assertThat(experiments.list()).containsExactly("churn");
        assertThatThrownBy(() -> RunQuery.all().limit(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Integer> numbers(RunQuery query) {
        return experiments.search("churn", query).stream()
                .map(run -> run.id().number())
                .toList();
    }

    @Test
    void comparesRunsAndDrawsThem() {
        ActiveRun one = experiments.start("churn", SETUP);
        ActiveRun other = experiments.start(
                "churn", SETUP.parameter("depth", "8").parameter("rate", "0.1").codeVersion("next"));
        for (int step = 0; step < 3; step++) {
            one.metric("loss", step, 1.0 / (step + 1));
            other.metric("loss", step, 0.5 / (step + 1));
        }
        other.metric("auc", 0, 0.9);

        RunComparison comparison = experiments.compare(List.of(one.id(), other.id()));
        String page = HtmlReport.render(experiments.report("Churn <by depth>", List.of(one.id(), other.id())));

        assertThat(comparison.differing())
                .containsExactly(
                        new Line("code", List.of("0f087e5", "next")),
                        new Line("parameter depth", List.of("6", "8")),
                        new Line("parameter rate", List.of("(absent)", "0.1")));
        assertThat(comparison.metrics())
                .contains(new Line("auc", List.of("(absent)", "0.9")))
                .extracting(Line::name)
                .containsExactly("auc", "loss");
        assertThat(page).contains("Churn &lt;by depth&gt;", "parameter depth", "Metrics by step", "churn run 2");
        assertThatThrownBy(() -> experiments.compare(List.of(one.id()))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addsNothingToARunThatHasEnded() {
        ActiveRun run = experiments.start("churn", SETUP);
        run.finish();

        assertThatThrownBy(() -> run.metric("loss", 0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("churn run 1 has ended");
        assertThatThrownBy(() -> run.attach("a", new byte[1])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(run::finish).isInstanceOf(IllegalStateException.class);
        assertThat(experiments.get(run.id()).metrics()).isEmpty();
    }

    @Test
    void goesOnAfterARestart() {
        RunId id = experiments.start("churn", SETUP).id();
        registry.close();
        registry = ModelRegistry.open(folder, clock);

        registry.experiments().resume(id).metric("loss", 3, 0.25);

        assertThat(registry.experiments().get(id).metrics()).containsEntry("loss", 0.25);
    }

    @Test
    void refusesWhatIsUnknownOrNotWellFormed() {
        ActiveRun run = experiments.start("churn", SETUP);

        assertThatThrownBy(() -> experiments.get(new RunId("churn", 2)))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining("[churn]");
        assertThatThrownBy(() -> experiments.resume(new RunId("other", 1))).isInstanceOf(UnknownVersionException.class);
        assertThatThrownBy(() -> experiments.artifact(run.id(), "none")).isInstanceOf(UnknownVersionException.class);
        assertThatThrownBy(() -> experiments.tag(new RunId("churn", 9), "a", "b"))
                .isInstanceOf(UnknownVersionException.class);
        assertThatThrownBy(() -> experiments.start("../churn", SETUP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> experiments.start("churn", SETUP.parameter("a b", "1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run.metric("loss", -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run.metric("", 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RunId("churn", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTenantsApartAndTheAuditLogShort() {
        ActiveRun run = experiments.start("churn", SETUP);
        for (int step = 0; step < 10; step++) {
            run.metric("loss", step, 1);
        }
        run.fail("too slow");

        assertThat(registry.audit().entries(0, 100))
                .extracting(AuditEntry::subject, AuditEntry::detail)
                .containsExactly(tuple("churn run 1", ""), tuple("churn run 1", "FAILED: too slow"));
        Experiments theirs = registry.forTenant("acme").experiments();
        assertThat(theirs.list()).isEmpty();
        assertThatThrownBy(() -> theirs.get(run.id())).isInstanceOf(UnknownVersionException.class);
        assertThat(theirs.start("churn", SETUP).id().number()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void letsContributorsTrackAndViewersLook(Role role) {
        ActiveRun run = experiments.start("churn", SETUP);
        ActiveRun another = experiments.start("churn", SETUP);
        caller.set(new Caller("eve", role));
        List<Runnable> changes = List.of(
                () -> run.metric("loss", 0, 1),
                () -> run.attach("a", new byte[1]),
                () -> run.child(SETUP),
                () -> experiments.start("churn", SETUP),
                () -> experiments.resume(run.id()),
                () -> experiments.tag(run.id(), "a", "b"),
                run::finish,
                () -> another.fail("test"));
        List<Runnable> questions = List.of(
                experiments::list,
                () -> experiments.get(run.id()),
                () -> experiments.metric(run.id(), "loss"),
                () -> experiments.search("churn", RunQuery.all()),
                () -> experiments.compare(List.of(run.id(), another.id())));

        questions.forEach(Runnable::run);
        for (Runnable change : changes) {
            if (role == Role.VIEWER) {
                assertThatThrownBy(change::run).isInstanceOf(AccessRefusedException.class);
            } else {
                change.run();
            }
        }
    }
}
