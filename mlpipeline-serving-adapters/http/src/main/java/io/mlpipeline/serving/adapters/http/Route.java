package io.mlpipeline.serving.adapters.http;

import java.io.IOException;

/** Answers the requests for one kind of path. */
@FunctionalInterface
interface Route {
    /**
     * Answers a request.
     *
     * @throws ProblemException if it cannot be answered
     * @throws IOException if the body cannot be read
     */
    Response answer(Request request) throws IOException;
}
