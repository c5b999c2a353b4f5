package io.mlpipeline.samples.retail;

/**
 * What is wrong with some rows of a generated sales file, as tills and people get it wrong.
 *
 * <p>A rate is the chance a sales line has, so counts vary a little around it. A row can have {@link #MISSING_CUSTOMER} and
 * {@link #STRAY_SPACES} beside anything else; of the other kinds it has one at most.
 */
public enum Dirt {
    /** No customer: a whole invoice of a guest. */
    MISSING_CUSTOMER(0.25),
    /** A description with spaces before or after it. */
    STRAY_SPACES(0.05),
    /** An empty description. */
    MISSING_DESCRIPTION(0.0027),
    /** An empty quantity. */
    MISSING_QUANTITY(0.001),
    /** An empty unit price. */
    MISSING_PRICE(0.0015),
    /** A second row, equal in every column. */
    DUPLICATE(0.01),
    /** A quantity that is no whole number, such as {@code abc} or {@code 12,5x}. */
    BAD_QUANTITY(0.001),
    /** A time that is no time, such as the 31st of February. */
    BAD_DATE(0.001),
    /** A unit price that is no number, such as {@code n/a}. */
    BAD_PRICE(0.0005),
    /** A row of its own with invoice {@code C...} and a negative quantity, which takes back an earlier sale. */
    CANCELLATION(0.017),
    /** A row of its own for what is no product: {@code POST} or {@code BANK}. */
    NON_PRODUCT(0.004),
    /** A unit price of 0.00. */
    ZERO_PRICE(0.0045),
    /** A unit price below zero. */
    NEGATIVE_PRICE(0.00005),
    /** A quantity of 20,000 and more, typed wrong; no true sale has more than {@value #LARGEST_SALE}. */
    QUANTITY_OUTLIER(0.0002);

    /** The largest quantity of a true sale. */
    public static final int LARGEST_SALE = 999;

    private final double rate;

    Dirt(double rate) {
        this.rate = rate;
    }

    /**
     * The chance that a sales line has it, or brings such a row.
     *
     * @return between 0 and 1
     */
    public double rate() {
        return rate;
    }
}
