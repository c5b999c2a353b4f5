package io.mlpipeline.registry.version;

/** A caller's text made fit for an error message: one line, of bounded length, without control characters. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(String text) {
        String head = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return "'" + head.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
