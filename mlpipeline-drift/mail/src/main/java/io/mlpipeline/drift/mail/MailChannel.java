package io.mlpipeline.drift.mail;

import io.mlpipeline.drift.alert.Alert;
import io.mlpipeline.drift.alert.AlertChannel;
import io.mlpipeline.drift.alert.AlertNotice;
import io.mlpipeline.drift.alert.Delivery;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sends notices by SMTP, one message each, as plain text.
 *
 * <p>The messages of one alert refer to one another, so that mail programs show them as one conversation. A connection takes 10
 * seconds at most. Safe for use by many threads; nothing that is logged holds the password.
 */
public final class MailChannel implements AlertChannel {
    private static final String TIMEOUT_MILLIS = "10000";

    private final Session session;
    private final String protocol;
    private final InternetAddress from;
    private final List<InternetAddress> recipients;
    private final @Nullable String user;
    private final @Nullable String password;

    private MailChannel(Builder builder) {
        this.protocol = builder.security == MailSecurity.TLS ? "smtps" : "smtp";
        this.session = Session.getInstance(builder.properties(protocol));
        this.from = builder.from;
        this.recipients = List.copyOf(builder.recipients);
        this.user = builder.user;
        this.password = builder.password;
    }

    /**
     * Starts a channel.
     *
     * @param host the mail server
     * @param port its port
     * @param security how the connection is protected
     * @param from the sender's address
     * @return a builder without recipients
     * @throws IllegalArgumentException if the address is malformed or the port out of range
     */
    public static Builder builder(String host, int port, MailSecurity security, String from) {
        return new Builder(host, port, security, from);
    }

    @Override
    public Delivery deliver(AlertNotice notice) {
        try (Transport transport = session.getTransport(protocol)) {
            MimeMessage message = message(notice);
            transport.connect(user, password);
            transport.sendMessage(message, message.getAllRecipients());
            return Delivery.delivered();
        } catch (AuthenticationFailedException e) {
            return Delivery.refused("the mail server refused the user or the password");
        } catch (SendFailedException e) {
            return Delivery.refused("the mail server refused the sender or a recipient");
        } catch (MessagingException e) {
            return Delivery.retry(
                    "the mail server could not be used: " + e.getClass().getSimpleName());
        }
    }

    private MimeMessage message(AlertNotice notice) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, recipients.toArray(InternetAddress[]::new));
        // A header is one line, whatever the data that words quote.
        message.setSubject(notice.headline().replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(notice.at()));
        message.setHeader("References", "<" + thread(notice.alert()) + "@mlpipeline.alerts>");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(text(notice), StandardCharsets.UTF_8.name());
        return message;
    }

    private static String thread(Alert alert) {
        return Integer.toHexString(alert.subject().key().hashCode()) + "."
                + Integer.toHexString(alert.rule().hashCode());
    }

    private static String text(AlertNotice notice) {
        Alert alert = notice.alert();
        return notice.headline() + "\n\n"
                + "State:    " + alert.state() + " since " + alert.since() + "\n"
                + "Model:    " + alert.subject().model() + "\n"
                + "Segment:  " + orWhole(alert.subject().segment()) + "\n"
                + "Column:   " + orWhole(alert.subject().column()) + "\n"
                + "Detector: " + alert.subject().detector() + "\n"
                + "Rule:     " + alert.rule() + "\n"
                + "Key:      " + alert.subject().key() + "\n"
                + alert.acknowledgedBy().map(by -> "Taken on by " + by + "\n").orElse("");
    }

    private static String orWhole(String name) {
        return name.isEmpty() ? "(all)" : name;
    }

    @Override
    public String toString() {
        return "MailChannel(" + recipients + ")";
    }

    /** Collects a channel's settings. Not thread-safe. */
    public static final class Builder {
        private final String host;
        private final int port;
        private final MailSecurity security;
        private final InternetAddress from;
        private final List<InternetAddress> recipients = new ArrayList<>();
        private @Nullable String user;
        private @Nullable String password;

        private Builder(String host, int port, MailSecurity security, String from) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("A port is from 1 to 65535, got " + port);
            }
            this.host = host;
            this.port = port;
            this.security = security;
            this.from = address(from);
        }

        private static InternetAddress address(String text) {
            try {
                InternetAddress address = new InternetAddress(text, true);
                address.validate();
                return address;
            } catch (AddressException e) {
                throw new IllegalArgumentException("Not a mail address: '" + text + "' (" + e.getMessage() + ")", e);
            }
        }

        /**
         * Adds a recipient.
         *
         * @param recipient an address
         * @return this builder
         * @throws IllegalArgumentException if it is malformed
         */
        public Builder to(String recipient) {
            recipients.add(address(recipient));
            return this;
        }

        /**
         * Sets who logs in.
         *
         * @param name the user
         * @param secret the password, never logged
         * @return this builder
         * @throws IllegalArgumentException if the connection is not protected
         */
        public Builder login(String name, String secret) {
            if (security == MailSecurity.NONE) {
                throw new IllegalArgumentException(
                        "A password is not sent over a connection without protection. Maybe use MailSecurity.STARTTLS");
            }
            this.user = name;
            this.password = secret;
            return this;
        }

        /**
         * Builds the channel; nothing is sent yet.
         *
         * @return the channel
         * @throws IllegalArgumentException if there is no recipient
         */
        public MailChannel build() {
            if (recipients.isEmpty()) {
                throw new IllegalArgumentException("Mail needs a recipient. Maybe add to(\"team@example.com\")");
            }
            return new MailChannel(this);
        }

        private Properties properties(String protocol) {
            String prefix = "mail." + protocol + ".";
            Properties properties = new Properties();
            properties.setProperty(prefix + "host", host);
            properties.setProperty(prefix + "port", String.valueOf(port));
            properties.setProperty(prefix + "auth", String.valueOf(user != null));
            properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
            properties.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
            properties.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
            properties.setProperty(prefix + "starttls.enable", String.valueOf(security == MailSecurity.STARTTLS));
            properties.setProperty(prefix + "starttls.required", String.valueOf(security == MailSecurity.STARTTLS));
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
            return properties;
        }
    }
}
