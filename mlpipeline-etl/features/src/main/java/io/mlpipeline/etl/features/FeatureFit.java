package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.etl.features.expr.CrossFitted;
import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.GroupLearner;
import io.mlpipeline.etl.features.expr.Learner;
import io.mlpipeline.etl.features.expr.NumericLearner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fitting of a pipeline, pass by pass, so that any engine can drive it.
 *
 * <p>Each pass learns everything that does not depend on something still to be learned; most pipelines need one or two. An engine
 * gives each part of the data a {@link #pass()}, merges the summaries and {@linkplain #advance advances}, until the fit
 * {@link #isDone()}. Immutable: advancing returns a new object.
 */
public final class FeatureFit {
    private final PipelineSpec spec;
    private final long endMicros;
    private final @Nullable DatasetProfile profile;
    private final boolean isProfiled;

    private FeatureFit(PipelineSpec spec, long endMicros, @Nullable DatasetProfile profile, boolean isProfiled) {
        this.spec = spec;
        this.endMicros = endMicros;
        this.profile = profile;
        this.isProfiled = isProfiled;
    }

    /**
     * Starts to fit a pipeline on all rows.
     *
     * @param pipeline the definition
     * @return a fit that has learned nothing yet
     */
    public static FeatureFit begin(FeaturePipeline pipeline) {
        return new FeatureFit(pipeline.spec(), Long.MAX_VALUE, null, false);
    }

    /**
     * Reads a fit in another process of a distributed engine.
     *
     * @param json as written by {@link #toJson()}
     * @return a fit that can make the same {@link #pass()}
     * @throws InvalidDataException if the text is no fit
     */
    public static FeatureFit fromJson(String json) {
        Form form = Form.parse(json);
        return new FeatureFit(
                SpecJson.read(form.form("pipeline").toJson()), form.integer("before"), null, form.has("profiled"));
    }

    /**
     * What remains to be learned, to be sent to another process of a distributed engine; what was profiled so far stays here.
     *
     * @return the JSON form
     */
    public String toJson() {
        Form form = Form.of("feature-fit").with("before", endMicros).with("pipeline", Form.parse(SpecJson.write(spec)));
        return (isProfiled ? form.with("profiled", 1) : form).toJson();
    }

    /**
     * Restricts the rows that are learned from; later rows are skipped, earlier ones still serve as history.
     *
     * @param end the first day that is not learned from
     * @return a fit with that restriction
     * @throws IllegalStateException if the pipeline has no time column
     */
    public FeatureFit before(LocalDate end) {
        if (!spec.hasTime()) {
            throw new IllegalStateException("The pipeline has no time column to be cut by: call series(time, keys...)");
        }
        return new FeatureFit(
                spec, Math.multiplyExact(end.toEpochDay(), TimeUnit.DAYS.toMicros(1)), profile, isProfiled);
    }

    /**
     * Whether everything is learned.
     *
     * @return true if {@link #finish()} may be called
     */
    public boolean isDone() {
        return profile != null
                && learners(Learner.class).isEmpty()
                && encoders().isEmpty();
    }

    /**
     * What is read of a row: the columns of a request, those behind windows, and the target.
     *
     * @return columns of the pipeline's schema, in its order; rows may be given to a {@link #pass()} with these alone
     */
    public Schema sourceSchema() {
        return spec.sourceSchema();
    }

    /**
     * Whether nothing will be left to learn after the next pass, as far as can be told before it.
     *
     * @return false if something waits for what the next pass learns
     */
    public boolean isLastPass() {
        List<Learner> now = learners(Learner.class);
        return spec.expressions().filter(Learner.class::isInstance).allMatch(each -> now.contains((Learner) each));
    }

    /**
     * A new pass over all rows or a part of them.
     *
     * @return a pass for one thread
     */
    public FitPass pass() {
        List<Expression> operands = learners(NumericLearner.class).stream()
                .map(NumericLearner::operand)
                .toList();
        return new FitPass(
                spec,
                endMicros,
                operands,
                learners(GroupLearner.class),
                encoders().stream().map(Encoder::column).toList(),
                isProfiled ? spec.schema().select(List.of(spec.target())) : profiledSchema());
    }

    /**
     * Puts what a whole pass has learned in place.
     *
     * @param summary the merged summary of all parts
     * @return the fit after that pass
     * @throws InvalidDataException if there was no row, or something cannot be learned from them
     */
    public FeatureFit advance(FitSummary summary) {
        DatasetProfile seen = summary.profiler().build();
        if (seen.rows() == 0) {
            throw new InvalidDataException("There is no row to fit the features on"
                    + (endMicros == Long.MAX_VALUE ? "" : " before the cut-off; choose a later one"));
        }
        List<Entry> entries = spec.entries().stream()
                .flatMap(entry -> learned(entry, summary))
                .toList();
        SortedMap<String, Expression> replaced = new TreeMap<>(spec.replaced());
        replaced.replaceAll((column, expression) -> fitted("column " + column, expression, summary));
        return new FeatureFit(spec.with(replaced, entries), endMicros, profile == null ? seen : profile, true);
    }

    private Stream<Entry> learned(Entry entry, FitSummary summary) {
        if (entry instanceof Entry.Encoded encoded) {
            int i = encoders().indexOf(encoded.encoder());
            return encoded.encoder().learn(summary.categories().get(i).counts()).stream()
                    .map(each -> new Entry.Single(each.name(), each.expression()));
        }
        Entry.Single single = (Entry.Single) entry;
        return Stream.of(
                new Entry.Single(single.name(), fitted("feature " + single.name(), single.expression(), summary)));
    }

    private Expression fitted(String name, Expression expression, FitSummary summary) {
        List<NumericLearner> numbers = learners(NumericLearner.class);
        List<GroupLearner> groups = learners(GroupLearner.class);
        return Expressions.rewrite(expression, each -> {
            int number = each instanceof NumericLearner learner ? numbers.indexOf(learner) : -1;
            if (number >= 0) {
                return numbers.get(number).learn(summary.numbers().get(number).build(name));
            }
            int group = each instanceof GroupLearner learner ? groups.indexOf(learner) : -1;
            return group < 0
                    ? each
                    : cut(groups.get(group).learn(summary.groups().get(group)));
        });
    }

    /** Rows after the cut-off are new to what was learned before it. */
    private Expression cut(Expression learned) {
        return endMicros != Long.MAX_VALUE && learned instanceof CrossFitted crossFitted
                ? crossFitted.learnedBefore(spec.time(), spec.timeAxis().unitsOf(endMicros))
                : learned;
    }

    /**
     * The result.
     *
     * @return the fitted features
     * @throws IllegalStateException if the fit is not done
     */
    public FittedFeatures finish() {
        if (profile == null || !isDone()) {
            throw new IllegalStateException("The fit needs another pass: advance it until isDone()");
        }
        return FittedFeatures.of(SpecCheck.checked(spec), profile);
    }

    FittedFeatures run(Frame rows) {
        FeatureFit fit = this;
        while (!fit.isDone()) {
            fit = fit.advance(fit.pass().add(rows).summary());
        }
        return fit.finish();
    }

    /** The learners that can be learned now: those without anything to be learned among their operands. */
    private <T extends Learner> List<T> learners(Class<T> type) {
        return spec.expressions()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(each -> spec.isFitted(each.operand()))
                .distinct()
                .toList();
    }

    private List<Encoder> encoders() {
        List<Encoder> encoders = new ArrayList<>();
        for (Entry entry : spec.entries()) {
            if (entry instanceof Entry.Encoded encoded && !encoders.contains(encoded.encoder())) {
                encoders.add(encoded.encoder());
            }
        }
        return encoders;
    }

    /** The columns whose training distribution is kept for drift: those of a request, those behind windows, and the target. */
    private Schema profiledSchema() {
        Set<String> names = new LinkedHashSet<>(spec.requestSchema().names());
        spec.seriesColumns().forEach(column -> names.addAll(spec.sourcesOf(column)));
        names.add(spec.target());
        return spec.schema().select(names);
    }
}
