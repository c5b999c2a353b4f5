package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.CrossFitted;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Folds;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.Set;

/**
 * A learned {@link TargetEncoding}: for new rows the encoding by all fitting rows, for fitting rows the one that leaves out their
 * own fold.
 *
 * @param full the encoding for new rows
 * @param byFold for each fold the encoding without it
 * @param folds how fitting rows are divided
 * @param timeColumn the column that tells fitting rows from later ones; empty if all rows were learned from
 * @param end the first time that was not learned from, in the unit of the time column
 */
public record TargetEncoded(CategoryNumber full, List<CategoryNumber> byFold, Folds folds, String timeColumn, long end)
        implements CrossFitted {
    /** Checks the number of folds. */
    public TargetEncoded {
        byFold = List.copyOf(byFold);
        if (byFold.size() != folds.count()) {
            throw new IllegalArgumentException(folds.count() + " folds need as many encodings, got " + byFold.size());
        }
    }

    static TargetEncoded read(Form form) {
        List<CategoryNumber> byFold =
                form.forms("byFold").stream().map(CategoryNumber::read).toList();
        Folds folds = new Folds(byFold.size(), form.texts("foldBy"), Math.toIntExact(form.integer("seed")));
        return new TargetEncoded(
                CategoryNumber.read(form.form("full")),
                byFold,
                folds,
                form.has("end") ? form.text("time") : "",
                form.has("end") ? form.integer("end") : Long.MAX_VALUE);
    }

    @Override
    public Form form() {
        Form form = Form.of("target-encoded")
                .with("full", full)
                .withTexts("foldBy", folds.columns())
                .with("seed", folds.seed());
        if (end != Long.MAX_VALUE) {
            form.with("time", timeColumn).with("end", end);
        }
        return form.withForms(
                "byFold", byFold.stream().map(CategoryNumber::form).toList());
    }

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    public Set<String> columns() {
        return full.columns();
    }

    @Override
    public Evaluator bind(Scope scope) {
        return full.bind(scope);
    }

    @Override
    public Expression forTraining() {
        return new OutOfFold(this);
    }

    @Override
    public CrossFitted learnedBefore(String column, long firstNew) {
        return new TargetEncoded(full, byFold, folds, column, firstNew);
    }
}
