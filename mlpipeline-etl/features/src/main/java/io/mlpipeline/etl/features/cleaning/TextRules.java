package io.mlpipeline.etl.features.cleaning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How text is to be written; starts in {@link CleaningSteps#text}. Immutable.
 *
 * <p>No rule depends on the machine's locale. Rules apply in one order however they are named: white space at the ends, white
 * space within, case, Unicode form, spellings.
 */
public final class TextRules {
    private final String column;
    private final List<NormalizeText.Rule> rules;
    private final Map<String, String> spellings;

    private TextRules(String column, List<NormalizeText.Rule> rules, Map<String, String> spellings) {
        this.column = column;
        this.rules = rules;
        this.spellings = spellings;
    }

    static TextRules of(String column) {
        return new TextRules(column, List.of(), Map.of());
    }

    private TextRules with(NormalizeText.Rule rule) {
        List<NormalizeText.Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new TextRules(column, List.copyOf(more), spellings);
    }

    /**
     * Cuts white space off both ends, Unicode's no-break and ideographic spaces too.
     *
     * @return a changed copy
     */
    public TextRules trimmed() {
        return with(NormalizeText.Rule.TRIM);
    }

    /**
     * Makes each run of white space one space.
     *
     * @return a changed copy
     */
    public TextRules singleSpaced() {
        return with(NormalizeText.Rule.COLLAPSE);
    }

    /**
     * Writes upper case.
     *
     * @return a changed copy
     */
    public TextRules upperCase() {
        return with(NormalizeText.Rule.UPPER_CASE);
    }

    /**
     * Writes lower case.
     *
     * @return a changed copy
     */
    public TextRules lowerCase() {
        return with(NormalizeText.Rule.LOWER_CASE);
    }

    /**
     * Writes Unicode normalisation form C, so that an accented letter is one code point.
     *
     * @return a changed copy
     */
    public TextRules composed() {
        return with(NormalizeText.Rule.NFC);
    }

    /**
     * Replaces a spelling by what is meant. It is compared after the other rules.
     *
     * @param written the text to replace
     * @param meant the text in its place; empty for missing
     * @return a changed copy
     */
    public TextRules spelling(String written, String meant) {
        Map<String, String> more = new HashMap<>(spellings);
        if (more.put(written, meant) != null) {
            throw new IllegalArgumentException("Spelling '" + written + "' is given twice");
        }
        return new TextRules(column, rules, Map.copyOf(more));
    }

    /**
     * Makes the step.
     *
     * @return a step; text that ends up empty is missing
     * @throws IllegalStateException if no rule was chosen
     */
    public CleaningStep normalize() {
        if (rules.isEmpty() && spellings.isEmpty()) {
            throw new IllegalStateException("No rule says how column '" + column + "' is written, such as trimmed()");
        }
        return new NormalizeText(column, rules, spellings);
    }
}
