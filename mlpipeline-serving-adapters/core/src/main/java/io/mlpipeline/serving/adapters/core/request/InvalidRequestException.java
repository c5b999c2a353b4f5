package io.mlpipeline.serving.adapters.core.request;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.List;
import java.util.stream.Collectors;

/** A request that does not fit the model. Nothing was predicted; sending it again as it is does not help. */
public final class InvalidRequestException extends InvalidDataException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    private final List<Violation> violations;

    /**
     * Creates the exception.
     *
     * @param violations what is wrong, at least one; may be cut to the first ones
     */
    public InvalidRequestException(List<Violation> violations) {
        super(messageOf(violations));
        this.violations = List.copyOf(violations);
    }

    private static String messageOf(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("A refused request has at least one violation");
        }
        String shown = violations.stream()
                .limit(SHOWN)
                .map(each -> (each.instance() > 0 ? "Instance " + each.instance() + ": " : "") + each.detail() + ". "
                        + each.hint())
                .collect(Collectors.joining(". "));
        int more = violations.size() - SHOWN;
        return more > 0 ? shown + ". And " + more + " more" : shown;
    }

    /**
     * What is wrong with the request.
     *
     * @return at least one violation, in the order of the request
     */
    public List<Violation> violations() {
        return violations;
    }
}
