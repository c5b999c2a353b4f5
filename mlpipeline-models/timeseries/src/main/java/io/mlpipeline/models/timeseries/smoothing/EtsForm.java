package io.mlpipeline.models.timeseries.smoothing;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of an exponential smoothing model in the taxonomy of Hyndman, Koehler, Snyder and Grose (2002).
 *
 * @param error how the error enters, additive or multiplicative
 * @param trend how the trend enters
 * @param damped whether the trend dies away
 * @param season how the season enters
 */
public record EtsForm(Component error, Component trend, boolean damped, Component season) {

    /** How a part of the model enters. */
    public enum Component {
        /** Not at all. */
        NONE,
        /** As a summand. */
        ADDITIVE,
        /** As a factor; only for positive series. */
        MULTIPLICATIVE;

        private String letter() {
            return name().substring(0, 1);
        }
    }

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if there is no error, or a damped trend without trend
     */
    public EtsForm {
        if (error == Component.NONE) {
            throw new IllegalArgumentException("the error is NONE: it is ADDITIVE or MULTIPLICATIVE");
        }
        if (damped && trend == Component.NONE) {
            throw new IllegalArgumentException("a trend that is NONE cannot be damped");
        }
    }

    /**
     * Reads a form as the literature writes it.
     *
     * @param letters such as {@code ANN}, {@code AAdN} or {@code MAdM}: error, trend with d if damped, season
     * @return the form
     */
    public static EtsForm of(String letters) {
        boolean damped = letters.length() == 4 && letters.charAt(2) == 'd';
        if (letters.length() != (damped ? 4 : 3)) {
            throw new IllegalArgumentException("the form '" + letters + "' is none such as ANN, AAdN or MAdM");
        }
        return new EtsForm(
                component(letters, 0), component(letters, 1), damped, component(letters, letters.length() - 1));
    }

    private static Component component(String letters, int position) {
        return switch (letters.charAt(position)) {
            case 'N' -> Component.NONE;
            case 'A' -> Component.ADDITIVE;
            case 'M' -> Component.MULTIPLICATIVE;
            default ->
                throw new IllegalArgumentException(
                        "'" + letters.charAt(position) + "' in '" + letters + "' is none of N, A and M");
        };
    }

    /**
     * The forms that an automatic choice tries: without those whose variance explodes (additive errors beside a multiplicative
     * part), and without multiplicative trends, which forecast badly far ahead.
     */
    static List<EtsForm> candidates(boolean positive, boolean seasonal) {
        List<EtsForm> forms = new ArrayList<>();
        for (Component error :
                positive ? List.of(Component.ADDITIVE, Component.MULTIPLICATIVE) : List.of(Component.ADDITIVE)) {
            for (Component season : seasonal ? Component.values() : new Component[] {Component.NONE}) {
                if (season == Component.MULTIPLICATIVE && error == Component.ADDITIVE) {
                    continue;
                }
                forms.add(new EtsForm(error, Component.NONE, false, season));
                forms.add(new EtsForm(error, Component.ADDITIVE, false, season));
                forms.add(new EtsForm(error, Component.ADDITIVE, true, season));
            }
        }
        return forms;
    }

    boolean hasTrend() {
        return trend != Component.NONE;
    }

    boolean isSeasonal() {
        return season != Component.NONE;
    }

    boolean needsPositive() {
        return error == Component.MULTIPLICATIVE
                || trend == Component.MULTIPLICATIVE
                || season == Component.MULTIPLICATIVE;
    }

    /** The number of estimated numbers, initial states and the variance among them. */
    int parameters(int seasonLength) {
        int smoothing = 1 + (hasTrend() ? 1 : 0) + (damped ? 1 : 0) + (isSeasonal() ? 1 : 0);
        int states = 1 + (hasTrend() ? 1 : 0) + (isSeasonal() ? seasonLength - 1 : 0);
        return smoothing + states + 1;
    }

    /** The form as {@link #of} reads it. */
    String letters() {
        return error.letter() + trend.letter() + (damped ? "d" : "") + season.letter();
    }

    @Override
    public String toString() {
        return "ETS(" + error.letter() + "," + trend.letter() + (damped ? "d" : "") + "," + season.letter() + ")";
    }
}
