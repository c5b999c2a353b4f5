package io.mlpipeline.serving.adapters.http;

import org.jspecify.annotations.Nullable;

/** Ends the handling of a request with a problem. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        this(problem, null);
    }

    ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.detail(), cause, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
