package io.mlpipeline.drift;

import io.mlpipeline.drift.Comparison.Change;
import java.util.Locale;
import java.util.stream.Collectors;

/** Verdicts as sentences. */
final class Words {
    /** Below this nobody cares, and a double may have run out of exponents. */
    private static final double LEAST_P = 1e-12;

    private Words() {}

    static String about(String column, Finding finding, Change change) {
        return "'" + column + "' "
                + switch (finding.reason()) {
                    case NO_SIGNIFICANT_CHANGE -> "is stable: " + figures(finding) + ".";
                    case TOO_SMALL_TO_MATTER ->
                        "changed measurably, but too little to matter: " + figures(finding) + ".";
                    case NO_VALUES -> "is stable: no values on either side.";
                    case TOO_FEW_VALUES -> "cannot be judged: " + change.description() + ".";
                    case COLUMN_NEW -> "cannot be judged: the reference lacks it.";
                    case HISTOGRAM_TOO_COARSE ->
                        "may have drifted, the profiles are too coarse to tell: " + figures(finding) + ".";
                    case CATEGORIES_NOT_COUNTED ->
                        "may have drifted unseen: most rows are in categories that are not counted by name.";
                    case MISSING_RATE_CHANGED ->
                        drifted(finding) + "its share of missing values changed: " + figures(finding) + ".";
                    case DISTRIBUTION_CHANGED -> drifted(finding) + figures(finding) + clauses(change) + ".";
                    case COLUMN_LOST -> "drifted (critical): the current data lacks it.";
                    case TYPE_CHANGED -> "drifted (critical): " + change.description() + ".";
                };
    }

    private static String drifted(Finding finding) {
        return "drifted (" + finding.severity().name().toLowerCase(Locale.ROOT) + "): ";
    }

    private static String clauses(Change change) {
        String description = change.description().isEmpty() ? "" : "; " + change.description();
        return description + change.shifts().stream().limit(1).map(Words::shift).collect(Collectors.joining());
    }

    private static String shift(Shift shift) {
        return "; the share of '" + shift.where() + "' went from " + Figures.percent(shift.referenceShare()) + " to "
                + Figures.percent(shift.currentShare());
    }

    private static String figures(Finding finding) {
        String effects = finding.effects().stream()
                .filter(effect -> effect.value() > 0)
                .map(Words::effect)
                .collect(Collectors.joining(", "));
        double adjusted = finding.adjustedPValue();
        String p = (adjusted < LEAST_P ? "p below " + LEAST_P : "p " + Figures.of(adjusted)) + " after adjustment";
        return effects.isEmpty() ? "no difference" : effects + ", " + p;
    }

    private static String effect(Effect effect) {
        String value = effect.atMost() > effect.value()
                ? Figures.of(effect.value()) + " to " + Figures.of(effect.atMost())
                : Figures.of(effect.value());
        return switch (effect.size()) {
            case KS_DISTANCE -> "KS distance " + value;
            case POPULATION_STABILITY -> "PSI " + value;
            case MEAN_SHIFT -> "mean shifted by " + value + " standard deviations";
            case SPREAD_RATIO -> "spread ratio " + value;
            case OUT_OF_RANGE -> Figures.percent(effect.value()) + " of values out of range";
            case TOTAL_VARIATION -> "total variation " + value;
            case NEW_CATEGORIES -> Figures.percent(effect.value()) + " in new categories";
            case MISSING_RATE_DIFFERENCE -> "difference " + Figures.percent(effect.value()) + " of the rows";
        };
    }
}
