package io.mlpipeline.registry.promotion;

import io.mlpipeline.registry.version.Approval;
import io.mlpipeline.registry.version.Approval.Status;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Enough people other than the author have approved the candidate. */
final class IsApproved implements PromotionRule {
    private static final String RULE = "is-approved";

    private final int approvers;

    IsApproved(int approvers) {
        this.approvers = approvers;
    }

    @Override
    public Finding judge(Candidacy candidacy) {
        String author = candidacy.candidate().version().createdBy();
        SortedSet<String> by = approversOf(candidacy.approvals());
        boolean ownHand = by.remove(author);
        String explanation = candidacy.approvals().isEmpty()
                ? "no one has been asked to approve it; " + approvers + " must"
                : "approved by " + by + (ownHand ? " (and " + author + ", who registered it and does not count)" : "")
                        + ", " + approvers + " asked for; the last word was " + lastOf(candidacy.approvals());
        return new Finding(
                RULE,
                by.size() >= approvers,
                explanation,
                new TreeMap<>(Map.of("approvers", (double) by.size(), "required", (double) approvers)));
    }

    private static SortedSet<String> approversOf(List<Approval> approvals) {
        SortedSet<String> by = new TreeSet<>();
        for (Approval approval : approvals) {
            if (approval.status() == Status.APPROVED) {
                by.add(approval.by());
            } else {
                by.clear();
            }
        }
        return by;
    }

    private static String lastOf(List<Approval> approvals) {
        Approval last = approvals.get(approvals.size() - 1);
        return last.status() + " by " + last.by();
    }
}
