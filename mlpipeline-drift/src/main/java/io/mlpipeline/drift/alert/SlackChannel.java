package io.mlpipeline.drift.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

/** Posts notices to an incoming webhook of Slack, or of a server that takes the same messages. */
public final class SlackChannel implements AlertChannel {
    /** Slack's limit on the text of a block. */
    private static final int LONGEST_TEXT = 3_000;

    private final HttpDelivery delivery;

    /**
     * A channel.
     *
     * @param client sends the requests
     * @param webhook the webhook's address, a secret: it is never logged
     * @throws IllegalArgumentException if it is not https, nor http on loopback
     */
    public SlackChannel(HttpClient client, URI webhook) {
        this.delivery = new HttpDelivery(client, webhook, Map.of());
    }

    @Override
    public Delivery deliver(AlertNotice notice) {
        String text = escaped(notice.headline());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("text", text);
        ArrayNode blocks = json.putArray("blocks");
        block(blocks, text);
        block(
                blocks,
                escaped("Since " + notice.alert().since() + ", rule "
                        + notice.alert().rule() + ", key "
                        + notice.alert().subject().key()));
        return delivery.post(json.toString());
    }

    private static void block(ArrayNode blocks, String text) {
        ObjectNode block = blocks.addObject();
        block.put("type", "section");
        ObjectNode content = block.putObject("text");
        content.put("type", "mrkdwn");
        content.put("text", text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…");
    }

    /** Slack's three control characters, so that a category named {@code <!channel>} wakes nobody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return "SlackChannel(" + delivery + ")";
    }
}
