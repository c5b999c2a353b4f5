package io.mlpipeline.serving.adapters.http;

import io.mlpipeline.serving.adapters.core.request.Violation;
import java.util.List;
import java.util.Map;

/**
 * Why a request is not answered, in the terms of RFC 9457.
 *
 * @param status the HTTP status
 * @param type the last part of the problem's type
 * @param title the sort of problem, the same each time
 * @param detail what is wrong this time
 * @param hint what to do about it
 * @param violations the fields that are wrong, if fields are
 * @param headers further headers of the response
 */
record Problem(
        int status,
        String type,
        String title,
        String detail,
        String hint,
        List<Violation> violations,
        Map<String, String> headers) {
    static Problem of(int status, String type, String title, String detail, String hint) {
        return new Problem(status, type, title, detail, hint, List.of(), Map.of());
    }

    static Problem malformed(String detail, String hint) {
        return of(400, "malformed-json", "The body is no usable JSON", detail, hint);
    }

    static Problem notFound(String detail, String hint) {
        return of(404, "not-found", "There is no such resource", detail, hint);
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(
                405,
                "method-not-allowed",
                "The method does not fit the path",
                "This path answers " + allowed + " only",
                "Use " + allowed,
                List.of(),
                Map.of("Allow", allowed));
    }

    static Problem tooLarge(int maxBytes) {
        return new Problem(
                413,
                "body-too-large",
                "The body is too large",
                "The body is longer than the " + maxBytes + " bytes that this server reads",
                "Send fewer instances at a time",
                List.of(),
                Response.CLOSE);
    }

    static Problem mediaType(String detail) {
        return of(
                415,
                "unsupported-media-type",
                "The body must be JSON",
                detail,
                "Send JSON in UTF-8 with the header Content-Type: application/json");
    }

    static Problem invalid(List<Violation> violations) {
        return new Problem(
                422,
                "invalid-request",
                "The request does not fit the model",
                violations.get(0).detail(),
                violations.get(0).hint(),
                violations,
                Map.of());
    }

    static Problem failedPrediction(String detail) {
        return of(
                500,
                "prediction-failed",
                "The model gave no usable answer",
                detail,
                "Tell the service's owner; the same request will fail until the model is replaced");
    }

    static Problem internal() {
        return of(
                500,
                "internal-error",
                "The server failed",
                "An unexpected failure; its cause is in the server's log",
                "Maybe a bug: tell the service's owner the time of the request");
    }

    static Problem closing() {
        return new Problem(
                503,
                "closing",
                "The server is going away",
                "The service is closed or about to close",
                "Try again in a moment, or another server",
                List.of(),
                Map.of("Connection", "close", "Retry-After", "1"));
    }

    Response response() {
        return Response.of(status, "application/problem+json", JsonBody.of(this))
                .with(headers);
    }

    /** One line for the log, without values that callers have sent. */
    String logLine() {
        return status + " " + type
                + (violations.isEmpty()
                        ? ""
                        : violations.stream()
                                .map(each -> Violation.quoted(each.field()) + " " + each.kind())
                                .distinct()
                                .toList()
                                .toString());
    }
}
