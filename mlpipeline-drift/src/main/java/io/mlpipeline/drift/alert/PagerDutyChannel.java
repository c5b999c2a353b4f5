package io.mlpipeline.drift.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.drift.Severity;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;

/**
 * Sends notices to PagerDuty's Events API v2. The alert's key is the deduplication key, so reminders join the open incident and a resolve
 * closes it.
 */
public final class PagerDutyChannel implements AlertChannel {
    /** Where events go in the service's US region. */
    public static final URI US = URI.create("https://events.pagerduty.com/v2/enqueue");

    /** Where events go in the service's EU region. */
    public static final URI EU = URI.create("https://events.eu.pagerduty.com/v2/enqueue");

    /** The API's limits. */
    private static final int LONGEST_SUMMARY = 1_024;

    private static final int LONGEST_KEY = 255;

    private final HttpDelivery delivery;
    private final String routingKey;

    /**
     * A channel.
     *
     * @param client sends the requests
     * @param address {@link #US} or {@link #EU}
     * @param routingKey the integration's key, a secret: it is never logged
     * @throws IllegalArgumentException if the address is not https, nor http on loopback, or the key is blank
     */
    public PagerDutyChannel(HttpClient client, URI address, String routingKey) {
        if (routingKey.isBlank()) {
            throw new IllegalArgumentException("PagerDuty needs the routing key of an integration, got a blank one");
        }
        this.delivery = new HttpDelivery(client, address, Map.of());
        this.routingKey = routingKey;
    }

    @Override
    public Delivery deliver(AlertNotice notice) {
        Alert alert = notice.alert();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("routing_key", routingKey);
        json.put("event_action", notice.kind() == NoticeKind.RESOLVE ? "resolve" : "trigger");
        json.put("dedup_key", cut(alert.subject().key(), LONGEST_KEY));
        ObjectNode payload = json.putObject("payload");
        payload.put("summary", cut(notice.headline(), LONGEST_SUMMARY));
        payload.put("source", alert.subject().model());
        payload.put("severity", severity(alert.severity()));
        payload.put("timestamp", notice.at().toString());
        payload.put("component", alert.subject().column());
        payload.put("group", alert.subject().segment());
        payload.put("class", alert.subject().detector());
        return delivery.post(json.toString());
    }

    private static String severity(Severity severity) {
        return severity == Severity.NONE ? "info" : severity.name().toLowerCase(Locale.ROOT);
    }

    /** A long key keeps its end's hash, so that two of them stay two. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String hash = Integer.toHexString(text.hashCode());
        return text.substring(0, longest - hash.length() - 1) + "~" + hash;
    }

    @Override
    public String toString() {
        return "PagerDutyChannel(" + delivery + ")";
    }
}
