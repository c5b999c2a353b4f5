package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes text in one way, by rules that depend on no locale, in the order of {@link Rule}; then known spellings are replaced by
 * what is meant. Text that ends up empty is missing.
 */
record NormalizeText(String column, List<Rule> rules, Map<String, String> spellings) implements RowStep {
    private static final int REMEMBERED = 1 << 12;

    /** How text is changed; in the order in which the rules are applied. */
    enum Rule {
        /** No white space at the ends. */
        TRIM,
        /** One space for each run of white space. */
        COLLAPSE,
        UPPER_CASE,
        LOWER_CASE,
        /** Unicode normalisation form C, one code point for a letter and its accent; last, since case takes some apart. */
        NFC;

        String apply(String text) {
            return switch (this) {
                case NFC -> Normalizer.normalize(text, Normalizer.Form.NFC);
                case TRIM -> strip(text);
                case COLLAPSE -> collapse(text);
                case UPPER_CASE -> text.toUpperCase(Locale.ROOT);
                case LOWER_CASE -> text.toLowerCase(Locale.ROOT);
            };
        }

        private static boolean isSpace(int codePoint) {
            return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
        }

        private static String strip(String text) {
            int from = 0;
            int to = text.length();
            while (from < to && isSpace(text.charAt(from))) {
                from++;
            }
            while (to > from && isSpace(text.charAt(to - 1))) {
                to--;
            }
            return text.substring(from, to);
        }

        private static String collapse(String text) {
            StringBuilder collapsed = new StringBuilder(text.length());
            boolean afterSpace = false;
            for (int i = 0; i < text.length(); i++) {
                boolean isSpace = isSpace(text.charAt(i));
                if (!isSpace) {
                    collapsed.append(text.charAt(i));
                } else if (!afterSpace) {
                    collapsed.append(' ');
                }
                afterSpace = isSpace;
            }
            return collapsed.toString();
        }
    }

    NormalizeText {
        rules = rules.stream().distinct().sorted().toList();
        if (rules.contains(Rule.UPPER_CASE) && rules.contains(Rule.LOWER_CASE)) {
            throw new IllegalArgumentException("Text of '" + column + "' is either upper or lower case; choose one");
        }
        spellings = Map.copyOf(spellings);
    }

    static NormalizeText read(Form form) {
        Map<String, String> spellings = new HashMap<>();
        form.forms("spellings").forEach(each -> spellings.put(each.text("written"), each.text("meant")));
        return new NormalizeText(
                form.text("column"),
                form.texts("rules").stream().map(Rule::valueOf).toList(),
                spellings);
    }

    @Override
    public String name() {
        List<String> what = new ArrayList<>();
        rules.forEach(rule -> what.add(rule.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        if (!spellings.isEmpty()) {
            what.add(spellings.size() + " spellings");
        }
        return column + ": " + String.join(", ", what);
    }

    @Override
    public String description() {
        return name();
    }

    @Override
    public Schema after(Schema before) {
        FillText.requireText(before, column);
        return before;
    }

    @Override
    public RowAction bind(Schema after) {
        int position = after.indexOf(column);
        Map<String, String> known = new HashMap<>();
        return row -> {
            String before = row.textOrNull(position);
            if (before == null) {
                return RowAction.Effect.NONE;
            }
            String normal = known.get(before);
            if (normal == null) {
                normal = normal(before);
                if (known.size() == REMEMBERED) {
                    known.clear();
                }
                known.put(before, normal);
            }
            if (normal.equals(before) && !normal.isEmpty()) {
                return RowAction.Effect.NONE;
            }
            row.setText(position, orNull(normal));
            return RowAction.Effect.CHANGED;
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    String normal(String text) {
        String normal = text;
        for (Rule rule : rules) {
            normal = rule.apply(normal);
        }
        return spellings.getOrDefault(normal, normal);
    }

    @Override
    public Form form() {
        List<Form> forms = new ArrayList<>();
        new TreeMap<>(spellings)
                .forEach((written, meant) ->
                        forms.add(Form.of("spelling").with("written", written).with("meant", meant)));
        return Form.of("normalize-text")
                .with("column", column)
                .withTexts("rules", rules.stream().map(Rule::name).toList())
                .withForms("spellings", forms);
    }
}
