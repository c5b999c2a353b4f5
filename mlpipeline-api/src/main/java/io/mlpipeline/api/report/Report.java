package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A page of results: a title and sections in reading order. Immutable.
 *
 * <pre>{@code
 * Report report = Report.builder("Daily units")
 *         .subtitle("541,909 rows, 2010-12-01 to 2011-12-09")
 *         .section("Metrics", table)
 *         .section("Forecast", Paragraph.of("The eight best-selling items."), charts)
 *         .build();
 * HtmlReport.write(report, Path.of("report.html"));
 * }</pre>
 */
public final class Report {
    private final String title;
    private final String subtitle;
    private final List<Section> sections;

    private Report(Builder builder) {
        this.title = builder.title;
        this.subtitle = builder.subtitle;
        this.sections = List.copyOf(builder.sections);
    }

    /**
     * Starts a report.
     *
     * @param title its name, not blank
     * @return a builder without sections
     */
    public static Builder builder(String title) {
        return new Builder(Arguments.notBlank("A report's title", title));
    }

    /**
     * The name of the report.
     *
     * @return not blank
     */
    public String title() {
        return title;
    }

    /**
     * One line under the title.
     *
     * @return empty if there is none
     */
    public String subtitle() {
        return subtitle;
    }

    /**
     * The sections in reading order.
     *
     * @return an unmodifiable list
     */
    public List<Section> sections() {
        return sections;
    }

    /** Collects the sections of a report. Not thread-safe. */
    public static final class Builder {
        private final String title;
        private final List<Section> sections = new ArrayList<>();
        private String subtitle = "";

        private Builder(String title) {
            this.title = title;
        }

        /**
         * Sets the line under the title, such as what was measured and when.
         *
         * @param text any text
         * @return this builder
         */
        public Builder subtitle(String text) {
            this.subtitle = Arguments.notBlank("A report's subtitle", text);
            return this;
        }

        /**
         * Appends a section.
         *
         * @param section the section
         * @return this builder
         */
        public Builder section(Section section) {
            sections.add(section);
            return this;
        }

        /**
         * Appends a section.
         *
         * @param heading its heading, not blank
         * @param blocks its content in reading order
         * @return this builder
         */
        public Builder section(String heading, Block... blocks) {
            return section(Section.of(heading, List.of(blocks)));
        }

        /**
         * Builds the report; the builder may go on and build again.
         *
         * @return an immutable report of the sections so far
         */
        public Report build() {
            return new Report(this);
        }
    }
}
