package io.mlpipeline.serving.adapters.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent back. */
record Response(int status, Map<String, String> headers, byte[] body) {
    static final Map<String, String> CLOSE = Map.of("Connection", "close");

    static Response json(byte[] body) {
        return of(200, "application/json", body);
    }

    static Response of(int status, String contentType, byte[] body) {
        return new Response(
                status,
                Map.of("Content-Type", contentType, "Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"),
                body);
    }

    Response with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Response(status, Map.copyOf(all), body);
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
