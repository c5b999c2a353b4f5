package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The fitting of a stage, round by round, so that any engine can drive it.
 *
 * <p>A round learns from all rows at once everything that does not depend on something still to be learned; an engine gives each
 * part of the rows a {@link #pass()}, merges the summaries and {@linkplain #advance(StagePass.Summary) advances}. Where a step
 * learns {@linkplain #isGrouped() by group}, the engine brings the {@linkplain #groupReader values} of each group together.
 * Immutable: advancing returns a new object.
 */
public final class StageFit implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String VALUE = "#value";

    private final RowStage stage;
    private final TreeMap<Integer, ColumnFit> columnFits;

    private StageFit(RowStage stage, Map<Integer, ColumnFit> columnFits) {
        this.stage = stage;
        this.columnFits = new TreeMap<>(columnFits);
    }

    /**
     * Starts to fit a stage.
     *
     * @param stage the stage
     * @return a fit that has learned nothing yet
     */
    public static StageFit begin(RowStage stage) {
        return new StageFit(stage, Map.of());
    }

    /**
     * Whether everything is learned.
     *
     * @return true if {@link #stage()} is fitted
     */
    public boolean isDone() {
        return stage.isFitted();
    }

    /**
     * The stage as far as it is learned.
     *
     * @return a stage
     */
    public RowStage stage() {
        return stage;
    }

    /** The steps that one pass learns, and the last one that rows must walk to. */
    record Round(List<Integer> steps) {
        int last() {
            return steps.get(steps.size() - 1);
        }
    }

    /** What can be learned from all rows now. */
    Round round() {
        return new Round(ready().stream().filter(this::needsAllRows).toList());
    }

    private boolean needsAllRows(int step) {
        return !(stage.steps().get(step) instanceof LearnedStep learned)
                || (learned.needsAllRows() && !columnFit(step).isDone());
    }

    /** The unlearned steps that find rows as they will be, whatever the other unlearned steps turn out to do. */
    private List<Integer> ready() {
        List<Integer> ready = new ArrayList<>();
        Set<String> undecided = new HashSet<>();
        boolean removing = false;
        for (int i = 0; i < stage.steps().size(); i++) {
            CleaningStep step = stage.steps().get(i);
            boolean isLearned = step instanceof RowStep;
            if (reads(step).stream().anyMatch(undecided::contains) || (removing && !isLearned)) {
                break;
            }
            if (!isLearned) {
                ready.add(i);
                removing |= step.removal().isPresent();
                undecided.addAll(writes(step));
            }
        }
        return ready;
    }

    static Set<String> reads(CleaningStep step) {
        Set<String> reads = new HashSet<>();
        if (step instanceof LearnedStep learned) {
            reads.add(learned.column());
            reads.addAll(learned.by());
        } else if (step instanceof LearnedText learned) {
            reads.add(learned.column());
        } else if (step instanceof RowStep row) {
            reads.addAll(row.reads());
        }
        return reads;
    }

    private static Set<String> writes(CleaningStep step) {
        if (step instanceof LearnedStep learned) {
            boolean isFlag = learned.action() instanceof LearnedStep.Action.Flag;
            return Set.of(isFlag ? learned.name() : learned.column());
        }
        return Set.of(((LearnedText) step).column());
    }

    ColumnFit columnFit(int step) {
        ColumnFit begun = columnFits.get(step);
        return begun == null ? ColumnFit.of(((LearnedStep) stage.steps().get(step)).rule()) : begun;
    }

    /**
     * Whether the next round learns by group.
     *
     * @return true if the engine must bring groups together, false if it must make a {@link #pass()}
     */
    public boolean isGrouped() {
        return round().steps().isEmpty();
    }

    /**
     * A new pass over all rows or a part of them.
     *
     * @return a pass for one thread
     */
    public StagePass pass() {
        return new StagePass(this);
    }

    /**
     * Puts what a whole pass has learned in place.
     *
     * @param summary the merged summary of all parts
     * @return the fit after that round
     * @throws io.mlpipeline.api.error.InvalidDataException if something cannot be learned; the message says what
     */
    public StageFit advance(StagePass.Summary summary) {
        RowStage learned = stage;
        Map<Integer, ColumnFit> fits = new TreeMap<>(columnFits);
        for (int step : round().steps()) {
            if (stage.steps().get(step) instanceof LearnedText text) {
                learned = learned.with(step, text.learned(summary.texts(step).counts()));
            } else {
                LearnedStep number = (LearnedStep) stage.steps().get(step);
                ColumnFit fit = columnFit(step).advance(summary.numbers(step));
                fits.put(step, fit);
                if (fit.isDone() && !number.isGrouped()) {
                    double[] numbers = number.numbersOf(fit, layout(step));
                    learned = learned.with(step, number.learned(numbers, GroupNumbers.ofAll(numbers)));
                }
            }
        }
        return new StageFit(learned, fits);
    }

    private Schema layout(int step) {
        Schema layout = stage.schema();
        for (CleaningStep before : stage.steps().subList(0, step)) {
            layout = before.after(layout);
        }
        return layout;
    }

    private int groupedStep() {
        return ready().stream()
                .filter(step -> !needsAllRows(step))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing is left to be learned by group"));
    }

    private LearnedStep grouped() {
        return (LearnedStep) stage.steps().get(groupedStep());
    }

    /**
     * The columns of {@link #groupReader}'s rows: those that make the groups, then the value as a number.
     *
     * @return the schema
     */
    public Schema groupSchema() {
        Schema layout = layout(groupedStep());
        List<Column> columns = new ArrayList<>();
        grouped().by().forEach(name -> columns.add(layout.column(layout.indexOf(name))));
        columns.add(new Column(VALUE, ColumnType.NUMBER));
        return Schema.of(columns);
    }

    /**
     * The columns that make the groups of this round.
     *
     * @return their names
     */
    public List<String> groupColumns() {
        return grouped().by();
    }

    /**
     * What reads the values to learn from.
     *
     * @param into receives a row of the {@link #groupSchema()}, the same object again and again, for each row that has a value
     * @return takes rows of the stage's schema; for one thread
     */
    public Consumer<Row> groupReader(Consumer<Row> into) {
        int step = groupedStep();
        StageWalk walk = new StageWalk(stage, step);
        GroupRow row = new GroupRow(groupSchema(), walk.layout(step), grouped());
        walk.readAt(step, grouped().column(), (at, found, position) -> {
            if (row.read(found)) {
                into.accept(row);
            }
        });
        return walk::walk;
    }

    /**
     * What the values of one group say.
     *
     * @param values an array that holds them; may be reordered
     * @param from the position of the first
     * @param to one past the last
     * @return the group's numbers; none if it has too few values or they don't spread
     */
    public double[] numbersOf(double[] values, int from, int to) {
        return grouped().numbersOf(new GroupValues(values, from, to), layout(groupedStep()));
    }

    /**
     * Starts to collect what was learned of each group.
     *
     * @return an empty builder
     */
    public GroupNumbers.Builder groups() {
        return GroupNumbers.by(grouped().by());
    }

    /**
     * Puts what was learned by group in place.
     *
     * @param numbers the numbers of all groups
     * @return the fit after that round
     * @throws io.mlpipeline.api.error.InvalidDataException if something cannot be learned; the message says what
     */
    public StageFit advance(GroupNumbers numbers) {
        int step = groupedStep();
        LearnedStep learned = grouped();
        double[] all = learned.needsAllRows() ? learned.rule().learn(columnFit(step)) : new double[0];
        return new StageFit(stage.with(step, learned.learned(all, numbers)), columnFits);
    }
}
