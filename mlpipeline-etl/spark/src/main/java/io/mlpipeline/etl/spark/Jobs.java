package io.mlpipeline.etl.spark;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.function.Supplier;

/** Runs Spark jobs so that bad data met in a task ends as it would in one process. */
final class Jobs {
    private Jobs() {}

    /** Runs a job; an {@link InvalidDataException} of a task comes out as such, any other failure as Spark threw it. */
    static <T> T run(Supplier<T> job) {
        try {
            return job.get();
        } catch (Exception e) { // Spark's exceptions are checked ones that its methods do not declare
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidDataException) {
                    throw new InvalidDataException(String.valueOf(cause.getMessage()), e);
                }
            }
            throw Jobs.<RuntimeException>asIs(e);
        }
    }

    @SuppressWarnings("unchecked") // nothing is cast: the type of what is thrown is erased
    private static <E extends Exception> RuntimeException asIs(Exception e) throws E {
        throw (E) e;
    }
}
