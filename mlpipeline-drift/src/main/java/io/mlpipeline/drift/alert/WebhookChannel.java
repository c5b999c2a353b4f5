package io.mlpipeline.drift.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

/**
 * Posts notices as JSON to an address of the host's choice.
 *
 * <p>The body has {@code version} (1), {@code kind}, {@code key}, {@code model}, {@code segment}, {@code column}, {@code detector},
 * {@code rule}, {@code state}, {@code severity}, {@code words}, {@code since} and {@code at}. 2xx is delivered; 408, 429 and 5xx are tried
 * again, not before a {@code Retry-After} in seconds; anything else is refused.
 */
public final class WebhookChannel implements AlertChannel {
    private final HttpDelivery delivery;

    /**
     * A channel without headers of its own.
     *
     * @param client sends the requests
     * @param address an https address; http on loopback alone
     * @throws IllegalArgumentException if it is neither
     */
    public WebhookChannel(HttpClient client, URI address) {
        this(client, address, Map.of());
    }

    /**
     * A channel with headers, such as {@code Authorization}.
     *
     * @param client sends the requests
     * @param address an https address; http on loopback alone
     * @param headers sent with every request, never logged
     * @throws IllegalArgumentException if the address is neither
     */
    public WebhookChannel(HttpClient client, URI address, Map<String, String> headers) {
        this.delivery = new HttpDelivery(client, address, headers);
    }

    @Override
    public Delivery deliver(AlertNotice notice) {
        Alert alert = notice.alert();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", 1);
        json.put("kind", notice.kind().name());
        json.put("key", alert.subject().key());
        AlertJson.write(alert.subject(), json);
        json.put("rule", alert.rule());
        json.put("state", alert.state().name());
        json.put("severity", alert.severity().name());
        json.put("words", alert.words());
        json.put("since", alert.since().toString());
        json.put("at", notice.at().toString());
        return delivery.post(json.toString());
    }

    @Override
    public String toString() {
        return "WebhookChannel(" + delivery + ")";
    }
}
