package io.mlpipeline.models.smile;

/** What a split of a classification tree reduces. */
public enum SplitRule {
    /** The chance that two rows of a node are of different classes. */
    GINI(smile.base.cart.SplitRule.GINI),
    /** The bits that the class of a row takes. */
    ENTROPY(smile.base.cart.SplitRule.ENTROPY),
    /** The share of rows that are not of the most frequent class. */
    ERROR(smile.base.cart.SplitRule.CLASSIFICATION_ERROR);

    private final smile.base.cart.SplitRule rule;

    SplitRule(smile.base.cart.SplitRule rule) {
        this.rule = rule;
    }

    smile.base.cart.SplitRule ofSmile() {
        return rule;
    }
}
