package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.Moments;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Folds;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.GroupLearner;
import io.mlpipeline.etl.features.expr.GroupMoments;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The mean of the target over the fitting rows of the row's category, cross-fitted; learned, it is {@link TargetEncoded}.
 *
 * <p>Fitting rows are divided into folds by a hash, and each of them gets the mean over the other folds only: its own target is
 * never part of its feature. New rows get the mean over all fitting rows. The mean is drawn towards the mean of all categories,
 * {@code (sum + smoothing * overall) / (count + smoothing)}, which is also the value of missing and unseen categories.
 *
 * @param group the name of a text column of the row
 * @param operand the target, as a column
 * @param folds how fitting rows are divided, at least 2 folds
 * @param smoothing how many rows of the overall mean are added to each category, 0 or more, finite
 */
public record TargetEncoding(String group, Expression operand, Folds folds, double smoothing) implements GroupLearner {
    /** Checks folds and smoothing. */
    public TargetEncoding {
        if (folds.count() < 2) {
            throw new IllegalArgumentException("Leak: a target encoding of '" + group + "' with " + folds.count()
                    + " fold would give each fitting row a mean that its own target is part of."
                    + " Use at least 2 folds, by columns that tell rows apart");
        }
        if (!(smoothing >= 0) || Double.isInfinite(smoothing)) {
            throw new IllegalArgumentException("Smoothing is a finite number of rows, 0 or more, got " + smoothing);
        }
    }

    static TargetEncoding read(Form form) {
        return new TargetEncoding(
                form.text("group"),
                form.expression("of"),
                new Folds(
                        Math.toIntExact(form.integer("folds")),
                        form.texts("foldBy"),
                        Math.toIntExact(form.integer("seed"))),
                form.number("smoothing"));
    }

    @Override
    public Form form() {
        return Form.of("target-encoding")
                .with("group", group)
                .with("of", operand)
                .with("folds", folds.count())
                .withTexts("foldBy", folds.columns())
                .with("seed", folds.seed())
                .with("smoothing", smoothing);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new TargetEncoding(group, operands.get(0), folds, smoothing);
    }

    @Override
    public Expression learn(GroupMoments moments) {
        for (int left = -1; left < folds.count(); left++) {
            if (moments.total(left).count() == 0) {
                throw new InvalidDataException("No target is left to encode '" + group + "' by"
                        + (left < 0 ? "" : " once a fold is left out")
                        + "; more rows, or columns that divide them better than " + folds.columns() + ", are needed");
            }
        }
        return new TargetEncoded(encoding(moments, -1), encodings(moments), folds, "", Long.MAX_VALUE);
    }

    private List<CategoryNumber> encodings(GroupMoments moments) {
        return IntStream.range(0, folds.count())
                .mapToObj(fold -> encoding(moments, fold))
                .toList();
    }

    private CategoryNumber encoding(GroupMoments moments, int withoutFold) {
        double overall = moments.total(withoutFold).mean();
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (String category : moments.groups()) {
            Moments of = moments.of(category, withoutFold);
            if (of.count() > 0) {
                numbers.put(category, (of.sum() + smoothing * overall) / (of.count() + smoothing));
            }
        }
        return new CategoryNumber(group, numbers, overall, overall);
    }
}
