package io.mlpipeline.drift.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mlpipeline.drift.Severity;
import io.mlpipeline.drift.alert.AlertBook;
import io.mlpipeline.drift.alert.AlertCheck;
import io.mlpipeline.drift.alert.AlertDispatcher;
import io.mlpipeline.drift.alert.AlertRule;
import io.mlpipeline.drift.alert.AlertSubject;
import io.mlpipeline.drift.alert.DeadLetter;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail over real SMTP to a server on loopback. */
class MailChannelTest {
    private static final AlertSubject PRICE = new AlertSubject("sales", "store 7", "price", AlertSubject.DRIFT);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<DeadLetter> dead = new ArrayList<>();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MailChannel.Builder channel() {
        return MailChannel.builder("127.0.0.1", server.getSmtp().getPort(), MailSecurity.NONE, "alerts@shop.example")
                .to("team@shop.example")
                .to("Boss <boss@shop.example>");
    }

    private AlertBook book(MailChannel channel) {
        AlertDispatcher dispatcher = AlertDispatcher.builder(Runnable::run)
                .channel("mail", channel)
                .retries(1, Duration.ZERO, Duration.ZERO)
                .deadLetters(dead::add)
                .build();
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        return AlertBook.builder(clock, dispatcher)
                .rule(AlertRule.builder("default").firesAfter(1, 1).endsAfter(1).build())
                .build();
    }

    private static void look(AlertBook book, Severity severity) {
        book.check(List.of(new AlertCheck(PRICE, severity, "'price' drifted: 5 € became\r\nBcc: all@shop.example")));
    }

    @Test
    void anAlertAndItsEndAreOneConversation() throws Exception {
        AlertBook book = book(channel().build());
        look(book, Severity.CRITICAL);
        look(book, Severity.NONE);
        MimeMessage[] messages = server.getReceivedMessages();
        assertThat(dead).isEmpty();
        // Two messages to two recipients, and nobody joined by what the data say.
        assertThat(messages).hasSize(4);
        assertThat(messages[0].getSubject())
                .isEqualTo("[CRITICAL] sales / store 7: 'price' drifted: 5 € became Bcc: all@shop.example");
        assertThat(messages[0].getAllRecipients()).hasSize(2);
        int resolved = 0;
        for (MimeMessage message : messages) {
            resolved += message.getSubject().startsWith("[RESOLVED] sales / store 7") ? 1 : 0;
            assertThat(message.getHeader("References")).isEqualTo(messages[0].getHeader("References"));
        }
        assertThat(resolved).isEqualTo(2);
        assertThat(messages[0].getContent().toString())
                .contains("State:    FIRING since 2026-01-01T00:00:00Z")
                .contains("Segment:  store 7");
    }

    @Test
    void aServerThatCannotProtectOrAnswerIsADeadLetterWithoutThePassword() {
        MailChannel channel = MailChannel.builder(
                        "127.0.0.1", server.getSmtp().getPort(), MailSecurity.STARTTLS, "alerts@shop.example")
                .to("team@shop.example")
                .login("user", "hunter2")
                .build();
        look(book(channel), Severity.CRITICAL);
        MailChannel gone = channel().build();
        server.stop();
        look(book(gone), Severity.CRITICAL);
        assertThat(dead).hasSize(2);
        assertThat(dead.get(0).reason()).startsWith("the mail server could not be used");
        assertThat(dead.toString() + channel).doesNotContain("hunter2");
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() -> channel().login("user", "secret")).hasMessageContaining("MailSecurity.STARTTLS");
        assertThatThrownBy(() -> channel().to("no address")).hasMessageContaining("Not a mail address: 'no address'");
        assertThatThrownBy(() -> MailChannel.builder("h", 0, MailSecurity.TLS, "a@b.c"))
                .hasMessageContaining("got 0");
        assertThatThrownBy(() ->
                        MailChannel.builder("h", 25, MailSecurity.TLS, "a@b.c").build())
                .hasMessageContaining("needs a recipient");
    }
}
