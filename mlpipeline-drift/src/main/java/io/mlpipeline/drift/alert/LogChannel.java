package io.mlpipeline.drift.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes notices to the log {@code io.mlpipeline.drift.alert.LogChannel}, with their fields as key-value pairs. */
public final class LogChannel implements AlertChannel {
    private static final Logger LOG = LoggerFactory.getLogger(LogChannel.class);

    @Override
    public Delivery deliver(AlertNotice notice) {
        LOG.atLevel(level(notice))
                .addKeyValue("alert", notice.alert().subject().key())
                .addKeyValue("kind", notice.kind())
                .addKeyValue("severity", notice.alert().severity())
                .log(notice.headline());
        return Delivery.delivered();
    }

    private static Level level(AlertNotice notice) {
        if (notice.kind() == NoticeKind.RESOLVE) {
            return Level.INFO;
        }
        return switch (notice.alert().severity()) {
            case CRITICAL -> Level.ERROR;
            case WARNING -> Level.WARN;
            case INFO, NONE -> Level.INFO;
        };
    }
}
