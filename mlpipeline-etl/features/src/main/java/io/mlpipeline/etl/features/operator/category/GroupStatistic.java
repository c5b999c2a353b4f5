package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.Moments;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.GroupLearner;
import io.mlpipeline.etl.features.expr.GroupMoments;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A statistic of an expression over the fitting rows of the row's category; learned, it is a {@link CategoryNumber}. Missing and
 * infinite values are skipped; a missing or unseen category, or one without enough values, is missing. Of the target it is
 * refused: that is a target encoding without cross-fitting.
 *
 * @param statistic the statistic
 * @param group the name of a text column of the row
 * @param operand what is aggregated
 */
public record GroupStatistic(Statistic statistic, String group, Expression operand) implements GroupLearner {
    /** The statistics. */
    public enum Statistic {
        /** The arithmetic mean. */
        MEAN("group-mean"),
        /** The sum. */
        SUM("group-sum"),
        /** The unbiased standard deviation; missing with fewer than two values. */
        STD("group-std"),
        /** The smallest value. */
        MIN("group-min"),
        /** The largest value. */
        MAX("group-max"),
        /** The number of values. */
        COUNT("group-count");

        private final String operator;

        Statistic(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }

        private double of(Moments moments) {
            return switch (this) {
                case MEAN -> moments.mean();
                case SUM -> moments.sum();
                case STD -> Math.sqrt(moments.variance());
                case MIN -> moments.min();
                case MAX -> moments.max();
                case COUNT -> moments.count();
            };
        }
    }

    static GroupStatistic read(Statistic statistic, Form form) {
        return new GroupStatistic(statistic, form.text("group"), form.expression("of"));
    }

    @Override
    public Form form() {
        return Form.of(statistic.operator()).with("group", group).with("of", operand);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new GroupStatistic(statistic, group, operands.get(0));
    }

    @Override
    public Expression learn(GroupMoments moments) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (String category : moments.groups()) {
            double number = statistic.of(moments.of(category, -1));
            if (!Double.isNaN(number)) {
                numbers.put(category, number);
            }
        }
        if (numbers.isEmpty()) {
            throw new InvalidDataException("No category of '" + group + "' has enough values of " + operand + " for '"
                    + statistic.operator() + "'. Drop the feature");
        }
        return new CategoryNumber(group, numbers, Double.NaN, Double.NaN);
    }
}
