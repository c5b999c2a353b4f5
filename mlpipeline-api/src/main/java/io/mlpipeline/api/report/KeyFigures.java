package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.List;

/** A few results at a glance, shown as cards side by side. */
public final class KeyFigures extends Block {
    private final List<Figure> figures;

    private KeyFigures(List<Figure> figures) {
        this.figures = List.copyOf(figures);
    }

    /**
     * Starts a row of cards.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    void writeTo(Markup out) {
        if (figures.isEmpty()) {
            out.element("p", "No data", "class", "none");
            return;
        }
        out.open("dl", "class", "cards");
        for (Figure each : figures) {
            each.writeTo(out);
        }
        out.close("dl");
    }

    private record Figure(String label, String value, String note, Tone tone) {
        void writeTo(Markup out) {
            out.open("div", "class", "card " + tone.cssClass()).element("dt", label);
            out.open("dd", "class", "value");
            tone.writeSignTo(out);
            out.text(value).close("dd");
            if (!note.isEmpty()) {
                out.element("dd", note, "class", "note");
            }
            out.close("div");
        }
    }

    /** Collects cards. Not thread-safe. */
    public static final class Builder {
        private final List<Figure> figures = new ArrayList<>();

        private Builder() {}

        /**
         * Appends a count, shown with grouped digits.
         *
         * @param label what it is, not blank
         * @param value the count
         * @return this builder
         */
        public Builder count(String label, long value) {
            return figure(label, NumberText.integer(value), "", Tone.PLAIN);
        }

        /**
         * Appends a number, shown with four significant digits.
         *
         * @param label what it is, not blank
         * @param value the number; {@code NaN} is shown as a dash
         * @return this builder
         */
        public Builder number(String label, double value) {
            return figure(label, NumberText.significant(value), "", Tone.PLAIN);
        }

        /**
         * Appends a share, shown in percent with one decimal.
         *
         * @param label what it is, not blank
         * @param value the share, 1 for 100 %; {@code NaN} is shown as a dash
         * @return this builder
         */
        public Builder percent(String label, double value) {
            return figure(label, NumberText.percent(value, 1), "", Tone.PLAIN);
        }

        /**
         * Appends a figure that the caller has formatted.
         *
         * @param label what it is, not blank
         * @param value its text, such as {@code "12.4 s"}, not blank
         * @param note a few words below it; may be empty
         * @param tone how it stands out
         * @return this builder
         */
        public Builder figure(String label, String value, String note, Tone tone) {
            Arguments.notBlank("A figure's label", label);
            Arguments.notBlank("The value of '" + label + "'", value);
            figures.add(new Figure(label, value, note, tone));
            return this;
        }

        /**
         * Builds the block; the builder may go on and build again.
         *
         * @return an immutable row of the cards so far
         */
        public KeyFigures build() {
            return new KeyFigures(figures);
        }
    }
}
