package io.mlpipeline.drift;

import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.drift.Comparison.Change;
import io.mlpipeline.drift.statistics.ChiSquareTest;
import io.mlpipeline.drift.statistics.Distances;
import io.mlpipeline.drift.statistics.Shares;
import io.mlpipeline.drift.statistics.TestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The values of a categorical column, reference beside current; both sides have some.
 *
 * <p>A category that a profile which keeps only the most frequent ones does not name may still be among its others. Such categories
 * are taken together, and never called new or lost.
 */
final class CategoricalComparison {
    private static final double MOST = 0.5;

    /** A category expected at least so often is absent by accident in fewer than one case of twenty. */
    private static final double TOO_MANY_TO_MISS = 3;

    private final CategoricalProfile reference;
    private final CategoricalProfile current;
    private final List<Cell> cells;
    private final Cell rest;

    /** The counts of one category. */
    private record Cell(String category, long reference, long current) {}

    private CategoricalComparison(CategoricalProfile reference, CategoricalProfile current) {
        this.reference = reference;
        this.current = current;
        SortedSet<String> names = new TreeSet<>(reference.counts().keySet());
        names.addAll(current.counts().keySet());
        this.cells = names.stream().filter(this::isCounted).map(this::cell).toList();
        this.rest = new Cell(
                "all others",
                reference.count() - cells.stream().mapToLong(Cell::reference).sum(),
                current.count() - cells.stream().mapToLong(Cell::current).sum());
    }

    static CategoricalComparison of(CategoricalProfile reference, CategoricalProfile current) {
        return new CategoricalComparison(reference, current);
    }

    /** Whether both sides know how often a category occurs. */
    private boolean isCounted(String category) {
        return isCounted(reference, category) && isCounted(current, category);
    }

    private static boolean isCounted(CategoricalProfile profile, String category) {
        return profile.other() == 0 || profile.counts().containsKey(category);
    }

    private Cell cell(String category) {
        return new Cell(
                category,
                reference.counts().getOrDefault(category, 0L),
                current.counts().getOrDefault(category, 0L));
    }

    /** Whether most of either side's rows belong to categories that cannot be told apart. */
    boolean isMostlyUncounted() {
        return rest.reference() > MOST * reference.count() || rest.current() > MOST * current.count();
    }

    Hypothesis hypothesis() {
        long[] first = allCells().mapToLong(Cell::reference).toArray();
        long[] second = allCells().mapToLong(Cell::current).toArray();
        TestResult test = ChiSquareTest.calibrated(first, second);
        List<Effect> effects = List.of(
                Effect.exactly(
                        EffectSize.TOTAL_VARIATION, Distances.totalVariation(Shares.of(first), Shares.of(second))),
                Effect.exactly(EffectSize.POPULATION_STABILITY, Distances.populationStability(first, second)),
                Effect.exactly(EffectSize.NEW_CATEGORIES, newShare()));
        Evidence evidence = new Evidence(TestKind.CHI_SQUARE, test.statistic(), test.pValue());
        return new Hypothesis(Aspect.DISTRIBUTION, List.of(evidence), test.pValue(), test.pValue(), effects);
    }

    private Stream<Cell> allCells() {
        return Stream.concat(cells.stream(), Stream.of(rest));
    }

    private double newShare() {
        return (double) cells.stream()
                        .filter(cell -> cell.reference() == 0)
                        .mapToLong(Cell::current)
                        .sum()
                / current.count();
    }

    Change change() {
        List<Shift> shifts = allCells()
                .map(this::shift)
                .filter(shift -> shift.size() > 0)
                .sorted(Comparator.comparingDouble(Shift::size).reversed())
                .limit(ColumnDrift.MAX_SHIFTS)
                .toList();
        List<String> fresh = names(cell -> cell.reference() == 0, Comparator.comparingLong(Cell::current));
        List<String> lost = names(this::isLost, Comparator.comparingLong(Cell::reference));
        return new Change(describe(fresh, lost), shifts, fresh, lost);
    }

    private boolean isLost(Cell cell) {
        double expected = (double) cell.reference() / reference.count() * current.count();
        return cell.current() == 0 && expected >= TOO_MANY_TO_MISS;
    }

    private static String describe(List<String> fresh, List<String> lost) {
        List<String> clauses = new ArrayList<>();
        if (!fresh.isEmpty()) {
            clauses.add("new: " + quoted(fresh));
        }
        if (!lost.isEmpty()) {
            clauses.add("lost: " + quoted(lost));
        }
        return String.join(", ", clauses);
    }

    private static String quoted(List<String> categories) {
        int shown = 3;
        String names = String.join("', '", categories.subList(0, Math.min(shown, categories.size())));
        return "'" + names + "'" + (categories.size() > shown ? " and more" : "");
    }

    private List<String> names(Predicate<Cell> kept, Comparator<Cell> frequency) {
        return cells.stream()
                .filter(kept)
                .sorted(frequency.reversed().thenComparing(Cell::category))
                .limit(ColumnDrift.MAX_CATEGORIES)
                .map(Cell::category)
                .toList();
    }

    private Shift shift(Cell cell) {
        return new Shift(
                cell.category(),
                (double) cell.reference() / reference.count(),
                (double) cell.current() / current.count());
    }
}
