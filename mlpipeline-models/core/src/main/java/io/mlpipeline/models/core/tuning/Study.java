package io.mlpipeline.models.core.tuning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Tries values until enough trials are done, as many at once as asked for. Immutable; each method that sets something returns a new
 * study.
 *
 * <p>The result depends on the seed and on how many run at once, not on which ends first: trials run in waves, and each is chosen,
 * and pruned, by what the waves before it gave. A study with a journal goes on where it was broken off, and comes to the same trials.
 *
 * @param <B> the builder that is searched over
 */
public final class Study<B> {
    private static final long STREAM = 0x9E3779B97F4A7C15L;

    private final Search<B> search;
    private final long seed;
    private final Sampler sampler;
    private final Pruner pruner;
    private final int parallel;
    private final Executor executor;
    private final Optional<Path> journal;

    private Study(
            Search<B> search,
            long seed,
            Sampler sampler,
            Pruner pruner,
            int parallel,
            Executor executor,
            Optional<Path> journal) {
        this.search = search;
        this.seed = seed;
        this.sampler = sampler;
        this.pruner = pruner;
        this.parallel = parallel;
        this.executor = executor;
        this.journal = journal;
    }

    /**
     * A study by TPE, without pruning, one trial at a time in the calling thread, kept in memory.
     *
     * @param search what may be chosen, one parameter or more
     * @param seed where the random numbers start
     * @param <B> the builder
     * @return the study
     */
    public static <B> Study<B> of(Search<B> search, long seed) {
        if (search.parameters().isEmpty()) {
            throw new IllegalArgumentException("A study needs a parameter to search");
        }
        return new Study<>(search, seed, Sampler.tpe(), Pruner.none(), 1, Runnable::run, Optional.empty());
    }

    /**
     * This study with another sampler.
     *
     * @param other how values are chosen
     * @return a new study
     */
    public Study<B> sampler(Sampler other) {
        return new Study<>(search, seed, other, pruner, parallel, executor, journal);
    }

    /**
     * This study with a pruner.
     *
     * @param other when trials stop early
     * @return a new study
     */
    public Study<B> pruner(Pruner other) {
        return new Study<>(search, seed, sampler, other, parallel, executor, journal);
    }

    /**
     * This study with several trials at once.
     *
     * @param trials how many, 1 or more
     * @param on where they run
     * @return a new study
     */
    public Study<B> parallel(int trials, Executor on) {
        if (trials < 1) {
            throw new IllegalArgumentException("One trial or more runs at once, got " + trials);
        }
        return new Study<>(search, seed, sampler, pruner, trials, on, journal);
    }

    /**
     * This study, kept in a file of JSON lines: one for the study, then one a trial. If there is such a file, the study goes on from
     * it.
     *
     * @param file where; its folder exists
     * @return a new study
     */
    public Study<B> journal(Path file) {
        return new Study<>(search, seed, sampler, pruner, parallel, executor, Optional.of(file));
    }

    /**
     * Tries until there are enough trials, those of the journal included.
     *
     * @param trials how many, 1 or more
     * @param objective what to minimise
     * @return all trials
     * @throws IllegalStateException if the journal is of another study
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the journal is damaged before its last line
     */
    public StudyResult run(int trials, Objective<B> objective) {
        if (trials < 1) {
            throw new IllegalArgumentException("A study needs a trial or more, got " + trials);
        }
        Optional<Journal> kept = journal.map(file -> Journal.open(file, header()));
        List<Trial> done = new ArrayList<>(kept.map(Journal::trials).orElse(List.of()));
        for (int wave = 0; wave < trials; wave += parallel) {
            int first = wave;
            List<Trial> before = done.stream()
                    .filter(each -> each.number() < first)
                    .sorted(Comparator.comparingInt(Trial::number))
                    .toList();
            List<CompletableFuture<Trial>> running = new ArrayList<>();
            for (int number = wave; number < Math.min(trials, wave + parallel); number++) {
                int chosen = number;
                if (done.stream().noneMatch(each -> each.number() == chosen)) {
                    running.add(CompletableFuture.supplyAsync(() -> tried(chosen, before, objective), executor)
                            .thenApply(trial -> {
                                kept.ifPresent(file -> file.append(trial));
                                return trial;
                            }));
                }
            }
            running.forEach(each -> done.add(each.join()));
        }
        return new StudyResult(
                search.names(),
                done.stream()
                        .filter(each -> each.number() < trials)
                        .sorted(Comparator.comparingInt(Trial::number))
                        .toList());
    }

    private String header() {
        return "seed " + seed + ", " + sampler + ", " + parallel + " at once, " + search.describe();
    }

    private Trial tried(int number, List<Trial> before, Objective<B> objective) {
        SplittableRandom random = new SplittableRandom(seed * STREAM + number);
        double[] point = sampler.next(search.parameters(), before, random);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < point.length; i++) {
            values.add(search.parameters().get(i).toValue(point[i]));
        }
        TrialProgress progress = new TrialProgress(pruner, before);
        Trial chosen = new Trial(number, values, Trial.State.FAILED, Double.POSITIVE_INFINITY, List.of(), "");
        try {
            double loss = objective.of(search.builder(chosen), progress);
            return ended(chosen, progress, loss, "");
        } catch (Exception e) {
            return ended(chosen, progress, Double.NaN, String.valueOf(e));
        }
    }

    private static Trial ended(Trial trial, TrialProgress progress, double loss, String failure) {
        List<Double> reports = progress.reports();
        if (progress.shouldStop()) {
            double last = reports.get(reports.size() - 1);
            return new Trial(trial.number(), trial.values(), Trial.State.PRUNED, last, reports, "");
        }
        if (Double.isNaN(loss)) {
            String why = failure.isEmpty() ? "The loss is NaN" : failure;
            return new Trial(
                    trial.number(), trial.values(), Trial.State.FAILED, Double.POSITIVE_INFINITY, reports, why);
        }
        return new Trial(trial.number(), trial.values(), Trial.State.COMPLETE, loss, reports, "");
    }
}
