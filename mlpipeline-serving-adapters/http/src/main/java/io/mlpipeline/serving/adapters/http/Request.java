package io.mlpipeline.serving.adapters.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a route may ask of an exchange. */
final class Request {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?", Pattern.CASE_INSENSITIVE);

    private final HttpExchange exchange;
    private final int maxBodyBytes;

    Request(HttpExchange exchange, int maxBodyBytes) {
        this.exchange = exchange;
        this.maxBodyBytes = maxBodyBytes;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The decoded path. */
    String path() {
        return Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("");
    }

    /**
     * Reads the body of a JSON request.
     *
     * @throws ProblemException if it is declared as something else, or too long
     */
    byte[] json() throws IOException {
        requireJson(header("Content-Type"));
        requireLength(header("Content-Length"));
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            throw new ProblemException(Problem.tooLarge(maxBodyBytes));
        }
        return body;
    }

    private @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null) {
            throw new ProblemException(Problem.mediaType("The request does not say what its body is"));
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw new ProblemException(Problem.mediaType("The body is declared as another media type"));
        }
        Matcher charset = CHARSET.matcher(contentType);
        if (charset.find() && !charset.group(1).equalsIgnoreCase("utf-8")) {
            throw new ProblemException(Problem.mediaType("The body is declared in another charset than UTF-8"));
        }
    }

    private void requireLength(@Nullable String contentLength) {
        if (contentLength != null && Long.parseLong(contentLength) > maxBodyBytes) {
            throw new ProblemException(Problem.tooLarge(maxBodyBytes));
        }
    }
}
