package io.mlpipeline.drift.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlpipeline.drift.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries over real HTTP on loopback, and what happens when they fail. */
@Timeout(60)
class AlertDispatcherTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<DeadLetter> dead = new CopyOnWriteArrayList<>();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private final Queue<int[]> answers = new ArrayDeque<>();
    private HttpServer server;

    /** Answers in the given order, each a status and the seconds of Retry-After or -1, then 202. */
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            arrivals.add(System.nanoTime());
            int[] answer = answers.isEmpty() ? new int[] {202, -1} : answers.remove();
            if (answer[1] >= 0) {
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(answer[1]));
            }
            exchange.sendResponseHeaders(answer[0], -1);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        executor.shutdownNow();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private AlertDispatcher.Builder dispatcher() {
        return AlertDispatcher.builder(executor)
                .deadLetters(dead::add)
                .retries(4, Duration.ofMillis(5), Duration.ofMillis(20));
    }

    private static AlertNotice notice(NoticeKind kind, Severity severity) {
        AlertSubject subject = new AlertSubject("sales", "store 7", "price", AlertSubject.DRIFT);
        AlertState state = kind == NoticeKind.RESOLVE ? AlertState.RESOLVED : AlertState.FIRING;
        Alert alert = new Alert(
                subject, "default", state, severity, "'price' drifted <!channel>", NOW, Optional.empty(), false);
        return new AlertNotice(kind, alert, List.of(), NOW);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }

    @Test
    void aServerThatIsBusyIsAskedAgainWhenItSaidSo() throws Exception {
        answers.add(new int[] {429, 1});
        AlertDispatcher dispatcher = dispatcher()
                .channel("hook", new WebhookChannel(client, address("/hook"), Map.of("Authorization", "Bearer x")))
                .build();
        dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.CRITICAL));
        await(() -> dispatcher.pending() == 0);
        assertThat(received).hasSize(2);
        assertThat(arrivals.get(1) - arrivals.get(0)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(990));
        assertThat(received.get(1).path("kind").asText()).isEqualTo("TRIGGER");
        assertThat(received.get(1).path("key").asText()).isEqualTo("sales|store 7|price|drift");
        assertThat(dead).isEmpty();
    }

    @Test
    void aResolveNeverOvertakesItsTrigger() throws Exception {
        answers.add(new int[] {503, -1});
        answers.add(new int[] {500, -1});
        AlertDispatcher dispatcher = dispatcher()
                .channel("hook", new WebhookChannel(client, address("/hook")))
                .build();
        dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.WARNING));
        dispatcher.accept(notice(NoticeKind.RESOLVE, Severity.WARNING));
        await(() -> dispatcher.pending() == 0);
        assertThat(received)
                .extracting(each -> each.path("kind").asText())
                .containsExactly("TRIGGER", "TRIGGER", "TRIGGER", "RESOLVE");
    }

    @Test
    void pagerDutyGetsOneIncidentByItsKey() throws Exception {
        AlertDispatcher dispatcher = dispatcher()
                .channel("pager", new PagerDutyChannel(client, address("/v2/enqueue"), "R0UT1NGKEY"))
                .build();
        dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.CRITICAL));
        dispatcher.accept(notice(NoticeKind.RESOLVE, Severity.CRITICAL));
        await(() -> dispatcher.pending() == 0);
        JsonNode trigger = received.get(0);
        assertThat(trigger.path("routing_key").asText()).isEqualTo("R0UT1NGKEY");
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("payload").path("severity").asText()).isEqualTo("critical");
        assertThat(trigger.path("payload").path("summary").asText())
                .startsWith("[CRITICAL] sales / store 7: 'price' drifted");
        assertThat(trigger.path("payload").path("source").asText()).isEqualTo("sales");
        assertThat(received.get(1).path("event_action").asText()).isEqualTo("resolve");
        assertThat(received.get(1).path("dedup_key")).isEqualTo(trigger.path("dedup_key"));
    }

    @Test
    void slackShowsDataAsTextAndWakesNobodyByIt() throws Exception {
        AlertDispatcher dispatcher = dispatcher()
                .channel("chat", new SlackChannel(client, address("/services/T0/B0/secret")))
                .build();
        dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.WARNING));
        await(() -> dispatcher.pending() == 0);
        assertThat(received.get(0).path("text").asText())
                .contains("&lt;!channel&gt;")
                .doesNotContain("<!channel>");
        assertThat(received.get(0).path("blocks")).hasSize(2);
    }

    @Test
    void whatIsRefusedOrFailsTooOftenIsADeadLetterWithoutSecrets() throws Exception {
        answers.add(new int[] {404, -1});
        answers.add(new int[] {500, -1});
        answers.add(new int[] {500, -1});
        answers.add(new int[] {500, -1});
        answers.add(new int[] {500, -1});
        SlackChannel chat = new SlackChannel(client, address("/services/T0/B0/secret"));
        AlertDispatcher dispatcher = dispatcher().channel("chat", chat).build();
        dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.WARNING));
        dispatcher.accept(notice(NoticeKind.REPEAT, Severity.WARNING));
        await(() -> dispatcher.pending() == 0);
        assertThat(dead).extracting(DeadLetter::attempts).containsExactly(1, 4);
        assertThat(dead)
                .extracting(DeadLetter::reason)
                .containsExactly("127.0.0.1 answered 404", "127.0.0.1 answered 500");
        assertThat(dead.toString() + chat).doesNotContain("secret");
    }

    /** A channel that hangs holds up neither the caller nor the other channel, and what it cannot hold is handed over. */
    @Test
    void aDeadChannelLosesNothingWithinItsBoundAndBlocksNobody() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        List<AlertNotice> late = new CopyOnWriteArrayList<>();
        List<AlertNotice> lively = new CopyOnWriteArrayList<>();
        AlertDispatcher dispatcher = dispatcher()
                .capacity(100)
                .channel("hangs", new CallbackChannel(notice -> {
                    try {
                        hanging.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    late.add(notice);
                }))
                .channel("lives", new CallbackChannel(lively::add))
                .build();
        long longest = 0;
        for (int i = 0; i < 150; i++) {
            long start = System.nanoTime();
            dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.WARNING));
            longest = Math.max(longest, System.nanoTime() - start);
            int told = i + 1;
            await(() -> lively.size() == told);
        }
        // Far below the time for which the channel hangs, whatever else the machine does.
        assertThat(longest).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(dead).hasSize(50).extracting(DeadLetter::reason).containsOnly("the queue of 100 notices is full");
        hanging.countDown();
        await(() -> dispatcher.pending() == 0);
        assertThat(late).hasSize(100);
    }

    @Test
    void aChannelThatThrowsIsTriedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AlertDispatcher dispatcher = dispatcher()
                .channel("own", new CallbackChannel(notice -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new UncheckedIOException(new IOException("down"));
                    }
                }))
                .build();
        dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.WARNING));
        await(() -> dispatcher.pending() == 0);
        assertThat(calls).hasValue(3);
        assertThat(dead).isEmpty();
    }

    @Test
    void anExecutorThatIsShutDownLeavesDeadLetters() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        AlertDispatcher dispatcher = AlertDispatcher.builder(closed)
                .deadLetters(dead::add)
                .channel("log", new LogChannel())
                .build();
        dispatcher.accept(notice(NoticeKind.TRIGGER, Severity.WARNING));
        assertThat(dead).extracting(DeadLetter::reason).containsExactly("the executor takes nothing more");
        assertThat(dispatcher.pending()).isZero();
    }

    @Test
    void aRuleChoosesItsChannels() throws Exception {
        List<String> calls = new ArrayList<>();
        AlertDispatcher dispatcher = AlertDispatcher.builder(Runnable::run)
                .channel("a", new CallbackChannel(notice -> calls.add("a")))
                .channel("b", new CallbackChannel(notice -> calls.add("b")))
                .build();
        AlertNotice all = notice(NoticeKind.TRIGGER, Severity.WARNING);
        dispatcher.accept(new AlertNotice(all.kind(), all.alert(), List.of("b", "no such"), NOW));
        dispatcher.accept(all);
        assertThat(calls).containsExactly("b", "a", "b");
    }

    @Test
    void refusesAddressesThatWouldSendSecretsInTheOpen() {
        assertThatThrownBy(() -> new SlackChannel(client, URI.create("http://hooks.example.com/secret")))
                .hasMessageContaining("https")
                .hasMessageContaining("hooks.example.com")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new PagerDutyChannel(client, PagerDutyChannel.EU, " "))
                .hasMessageContaining("blank");
        assertThatThrownBy(() -> AlertDispatcher.builder(executor).build()).hasMessageContaining("need a channel");
        assertThatThrownBy(() -> dispatcher().capacity(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> dispatcher().channel("a", new LogChannel()).channel("a", new LogChannel()))
                .hasMessageContaining("Two alert channels are named 'a'");
    }
}
