package io.mlpipeline.api.report;

/** A paragraph of plain text. */
public final class Paragraph extends Block {
    private final String text;

    private Paragraph(String text) {
        this.text = text;
    }

    /**
     * Creates a paragraph.
     *
     * @param text plain text, not blank; markup in it is shown, not obeyed
     * @return the paragraph
     */
    public static Paragraph of(String text) {
        return new Paragraph(Arguments.notBlank("A paragraph", text));
    }

    @Override
    void writeTo(Markup out) {
        out.element("p", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
