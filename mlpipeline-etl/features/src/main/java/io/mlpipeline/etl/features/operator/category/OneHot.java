package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * One 0/1 feature for each of the most frequent categories, named {@code column=category}, in alphabetical order. Missing
 * categories have 0 in all of them; rarer and unseen ones too, or 1 in a feature of their own named {@code column=*}.
 *
 * @param column the name of a text column of the row
 * @param maxCategories how many categories get a feature, at least 1; of equally frequent ones the first in alphabetical order
 * @param minShare the share of the fitting rows below which a category is rare, 0 to less than 1; 0 if none is
 * @param groupsOthers whether rare and unseen categories have a feature in common
 */
public record OneHot(String column, int maxCategories, double minShare, boolean groupsOthers) implements Encoder {
    /** Checks the limits. */
    public OneHot {
        if (maxCategories < 1) {
            throw new IllegalArgumentException("One-hot needs room for at least 1 category, got " + maxCategories);
        }
        Rare.requireShare(minShare);
        if (minShare > 0 && !groupsOthers) {
            throw new IllegalArgumentException("Categories below a share of " + minShare
                    + " would vanish from the features; let others have one in common");
        }
    }

    /**
     * An encoding in which no category is rare and others have no feature.
     *
     * @param column the name of a text column of the row
     * @param maxCategories how many categories get a feature, at least 1
     */
    public OneHot(String column, int maxCategories) {
        this(column, maxCategories, 0, false);
    }

    /**
     * The same encoding with a feature that rare and unseen categories have in common.
     *
     * @param share the share of the fitting rows below which a category is rare, 0 to less than 1
     * @return a new encoding
     */
    public OneHot groupingBelow(double share) {
        return new OneHot(column, maxCategories, share, true);
    }

    static OneHot read(Form form) {
        return new OneHot(
                form.text("column"),
                Math.toIntExact(form.integer("maxCategories")),
                form.has("minShare") ? form.number("minShare") : 0,
                form.has("minShare"));
    }

    @Override
    public Form form() {
        Form form = Form.of("one-hot").with("column", column).with("maxCategories", maxCategories);
        return groupsOthers ? form.with("minShare", minShare) : form;
    }

    @Override
    public List<Named> learn(SortedMap<String, Long> counts) {
        List<String> frequent = Rare.frequent(counts, minShare, maxCategories);
        List<Named> features = new ArrayList<>();
        frequent.forEach(
                category -> features.add(new Named(column + "=" + category, new IsCategory(column, category))));
        if (groupsOthers) {
            features.add(new Named(column + "=*", new IsOtherCategory(column, frequent)));
        }
        return features;
    }
}
