package io.mlpipeline.api.report;

/** How a figure or a table row stands out. Shown by a sign and a colour, so that it survives print and colour blindness. */
public enum Tone {
    /** Like the rest. */
    PLAIN(""),
    /** The one to look at, such as the best model. */
    STRONG(""),
    /** As it should be. */
    GOOD("\u2713"),
    /** Worth a look. */
    WARNING("!"),
    /** Wrong or refused. */
    BAD("\u2715");

    private final String sign;

    Tone(String sign) {
        this.sign = sign;
    }

    String cssClass() {
        return "tone-" + label();
    }

    void writeSignTo(Markup out) {
        if (!sign.isEmpty()) {
            out.element("span", sign, "class", "sign", "role", "img", "aria-label", label());
        }
    }

    private String label() {
        return switch (this) {
            case PLAIN -> "plain";
            case STRONG -> "strong";
            case GOOD -> "good";
            case WARNING -> "warning";
            case BAD -> "bad";
        };
    }
}
