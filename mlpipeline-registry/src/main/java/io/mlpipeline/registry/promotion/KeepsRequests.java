package io.mlpipeline.registry.promotion;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whoever calls the incumbent can call the candidate in the same way, and gets the same kind of answer. */
final class KeepsRequests implements PromotionRule {
    private static final String RULE = "keeps-requests";

    @Override
    public Finding judge(Candidacy candidacy) {
        Optional<Contender> incumbent = candidacy.incumbent();
        if (incumbent.isEmpty()) {
            return Finding.passed(RULE, "no version is in production whose callers could break");
        }
        List<String> breaks = breaks(candidacy.candidate(), incumbent.get());
        String before = incumbent.get().version().label();
        return breaks.isEmpty()
                ? Finding.passed(RULE, "every request that " + before + " answers is answered")
                : Finding.failed(RULE, "callers of " + before + " would break: " + String.join("; ", breaks));
    }

    private static List<String> breaks(Contender candidate, Contender incumbent) {
        List<String> breaks = new ArrayList<>();
        addIfOther(
                breaks,
                "the target",
                candidate.features().target(),
                incumbent.features().target());
        addIfOther(
                breaks, "the task", candidate.model().task(), incumbent.model().task());
        addIfOther(
                breaks,
                "the number of outputs",
                candidate.model().outputs(),
                incumbent.model().outputs());
        Schema known = incumbent.features().requestSchema();
        for (Column column : candidate.features().requestSchema().columns()) {
            if (!known.names().contains(column.name())) {
                breaks.add("column '" + column.name() + "' (" + column.type() + ") was not asked for");
            } else {
                addIfOther(breaks, "the type of '" + column.name() + "'", column.type(), known.typeOf(column.name()));
            }
        }
        return breaks;
    }

    private static void addIfOther(List<String> breaks, String what, Object now, Object before) {
        if (!now.equals(before)) {
            breaks.add(what + " is " + now + ", was " + before);
        }
    }
}
