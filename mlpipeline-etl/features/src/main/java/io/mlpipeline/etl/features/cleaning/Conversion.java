package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a text column is to be turned into; starts in {@link CleaningSteps#convert}. Immutable. The parser is the one that reads
 * files, and knows no locale.
 */
public final class Conversion {
    private final String column;
    private final ColumnType to;
    private final boolean decimalComma;
    private final List<String> patterns;
    private final String zone;
    private final List<String> missing;
    private final Map<String, Double> units;

    private Conversion(
            String column,
            ColumnType to,
            boolean decimalComma,
            List<String> patterns,
            String zone,
            List<String> missing,
            Map<String, Double> units) {
        this.column = column;
        this.to = to;
        this.decimalComma = decimalComma;
        this.patterns = patterns;
        this.zone = zone;
        this.missing = missing;
        this.units = units;
    }

    static Conversion of(String column) {
        return new Conversion(column, ColumnType.TEXT, false, List.of(), "", List.of(), Map.of());
    }

    private Conversion with(ColumnType type, List<String> dates, String timeZone) {
        if (to != ColumnType.TEXT) {
            throw new IllegalStateException("Column '" + column + "' is converted to " + to + " already");
        }
        return new Conversion(column, type, decimalComma, dates, timeZone, missing, units);
    }

    /**
     * To decimal numbers.
     *
     * @return a changed copy
     */
    public Conversion toNumber() {
        return with(ColumnType.NUMBER, List.of(), "");
    }

    /**
     * To whole numbers.
     *
     * @return a changed copy
     */
    public Conversion toInteger() {
        return with(ColumnType.INTEGER, List.of(), "");
    }

    /**
     * To truth values: true, yes and 1, or false, no and 0, in any case.
     *
     * @return a changed copy
     */
    public Conversion toBoolean() {
        return with(ColumnType.BOOLEAN, List.of(), "");
    }

    /**
     * To dates.
     *
     * @param patterns such as {@code dd/MM/yyyy}; the first that fits decides
     * @return a changed copy
     */
    public Conversion toDate(String... patterns) {
        return with(ColumnType.DATE, List.of(patterns), "");
    }

    /**
     * To timestamps.
     *
     * @param timeZone of local times
     * @param patterns such as {@code yyyy-MM-dd HH:mm}; the first that fits decides
     * @return a changed copy
     */
    public Conversion toTimestamp(ZoneId timeZone, String... patterns) {
        return with(ColumnType.TIMESTAMP, List.of(patterns), timeZone.getId());
    }

    /**
     * Reads numbers with a decimal comma.
     *
     * @return a changed copy
     */
    public Conversion decimalComma() {
        return new Conversion(column, to, true, patterns, zone, missing, units);
    }

    /**
     * Declares texts that mean "no value", beside the empty one.
     *
     * @param tokens such as {@code "NA"}
     * @return a changed copy
     */
    public Conversion missing(String... tokens) {
        return new Conversion(column, to, decimalComma, patterns, zone, List.of(tokens), units);
    }

    /**
     * Reads numbers with a unit behind them, in one unit. A number without a unit, or with another, is not understood unless
     * the empty unit is declared.
     *
     * @param unit such as {@code "kg"}, compared exactly
     * @param factor what the number is multiplied by, finite and not 0
     * @return a changed copy
     * @throws IllegalArgumentException if the unit is given twice
     */
    public Conversion unit(String unit, double factor) {
        Map<String, Double> more = new HashMap<>(units);
        if (!Double.isFinite(factor) || factor == 0 || more.put(unit, factor) != null) {
            throw new IllegalArgumentException(
                    "Unit '" + unit + "' needs one finite factor other than 0, got " + factor);
        }
        return new Conversion(column, to, decimalComma, patterns, zone, missing, Map.copyOf(more));
    }

    /**
     * Sets rows aside whose text cannot be read.
     *
     * @param rule the reason's name
     * @return a step
     * @throws IllegalStateException if no type was chosen, or units go with another type than numbers
     */
    public CleaningStep quarantine(String rule) {
        return step(Fate.quarantine(rule));
    }

    /**
     * Leaves rows out whose text cannot be read, as expected.
     *
     * @param rule the reason's name
     * @return a step
     * @throws IllegalStateException if no type was chosen, or units go with another type than numbers
     */
    public CleaningStep drop(String rule) {
        return step(Fate.drop(rule));
    }

    private CleaningStep step(Fate fate) {
        if (to == ColumnType.TEXT) {
            throw new IllegalStateException(
                    "Nothing says what column '" + column + "' is converted to, such as toNumber()");
        }
        if (!units.isEmpty() && to != ColumnType.NUMBER) {
            throw new IllegalStateException("Units go with numbers; column '" + column + "' is converted to " + to);
        }
        return new Convert(column, to, decimalComma, new ArrayList<>(patterns), zone, missing, units, fate);
    }
}
