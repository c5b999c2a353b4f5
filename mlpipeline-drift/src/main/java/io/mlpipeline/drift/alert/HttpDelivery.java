package io.mlpipeline.drift.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Posts JSON and says what came of it. Nothing of the address but its host is ever told: webhook addresses are secrets. */
final class HttpDelivery {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final HttpClient client;
    private final URI address;
    private final Map<String, String> headers;

    HttpDelivery(HttpClient client, URI address, Map<String, String> headers) {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("https".equals(scheme) || isLoopback(address) && "http".equals(scheme))) {
            throw new IllegalArgumentException("An alert goes to an https address (http on loopback alone), got "
                    + scheme + " and host " + address.getHost());
        }
        this.client = client;
        this.address = address;
        this.headers = Map.copyOf(headers);
    }

    private static boolean isLoopback(URI address) {
        return address.getHost().equals("localhost")
                || address.getHost().startsWith("127.")
                || address.getHost().equals("[::1]");
    }

    Delivery post(String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        try {
            return judged(client.send(request.build(), HttpResponse.BodyHandlers.discarding()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.retry("interrupted while waiting for " + address.getHost());
        } catch (IOException e) {
            return Delivery.retry(address.getHost() + ": " + e.getClass().getSimpleName());
        }
    }

    private Delivery judged(HttpResponse<?> response) {
        int status = response.statusCode();
        String detail = address.getHost() + " answered " + status;
        if (status >= 200 && status < 300) {
            return Delivery.delivered();
        }
        if (status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= 500) {
            return Delivery.retryAfter(retryAfter(response), detail);
        }
        return Delivery.refused(detail);
    }

    /** The seconds of the header; a date, which few send, counts as none given. */
    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        return address.getHost();
    }
}
