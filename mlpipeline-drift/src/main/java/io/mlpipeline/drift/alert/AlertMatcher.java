package io.mlpipeline.drift.alert;

import java.util.regex.Pattern;

/**
 * Selects subjects by patterns, in which {@code *} stands for any characters, also none, and {@code ?} for one.
 *
 * @param model the pattern of the model's name
 * @param segment the pattern of the segment
 * @param column the pattern of the column; empty matches the data set alone, {@code ?*} any column
 * @param detector the pattern of the detector
 */
public record AlertMatcher(String model, String segment, String column, String detector) {

    /**
     * Matches everything.
     *
     * @return a matcher
     */
    public static AlertMatcher any() {
        return new AlertMatcher("*", "*", "*", "*");
    }

    /**
     * Matches everything about some models.
     *
     * @param pattern the pattern of the model's name
     * @return a matcher
     */
    public static AlertMatcher model(String pattern) {
        return new AlertMatcher(pattern, "*", "*", "*");
    }

    /**
     * Matches one subject.
     *
     * @param subject the subject
     * @return a matcher of nothing else, unless a name holds a {@code *} or {@code ?}
     */
    public static AlertMatcher exactly(AlertSubject subject) {
        return new AlertMatcher(subject.model(), subject.segment(), subject.column(), subject.detector());
    }

    /**
     * Whether a subject is selected.
     *
     * @param subject the subject
     * @return whether all four patterns match
     */
    public boolean matches(AlertSubject subject) {
        return matches(model, subject.model())
                && matches(segment, subject.segment())
                && matches(column, subject.column())
                && matches(detector, subject.detector());
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.equals("*")) {
            return true;
        }
        StringBuilder regex = new StringBuilder();
        for (char letter : pattern.toCharArray()) {
            regex.append(letter == '*' ? ".*" : letter == '?' ? "." : Pattern.quote(String.valueOf(letter)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
    }
}
