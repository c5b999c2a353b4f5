package io.mlpipeline.serving.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.serving.adapters.core.PredictionService;
import io.mlpipeline.serving.adapters.core.RefreshOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLifeTest {
    @TempDir
    Path folder;

    private static void promote(ModelRegistry registry, int number) {
        ModelVersion version = registry.register(Shop.MODEL, Shop.bundle(number * 1000));
        assertThat(registry.promote(version, PromotionPolicy.always("a test")).promoted())
                .isTrue();
    }

    @Test
    void reloadsUnderLoadLoseNoRequestAndMixNoVersions() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(3);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        try (ModelRegistry registry = ModelRegistry.open(folder)) {
            promote(registry, 1);
            try (PredictionService service =
                            PredictionService.of(registry, Shop.MODEL).build();
                    PredictionHttpServer server = PredictionHttpServer.start(service, 0)) {
                List<Future<?>> calling = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    calling.add(clients.submit(() -> call(new Client(server.uri()), done, answers)));
                }
                for (int number = 2; number <= 21; number++) {
                    promote(registry, number);
                    assertThat(service.refresh()).isEqualTo(RefreshOutcome.SWITCHED);
                    int before = answers.get();
                    while (answers.get() < before + 6 && calling.stream().noneMatch(Future::isDone)) {
                        Thread.onSpinWait();
                    }
                }
                done.set(true);
                for (Future<?> each : calling) {
                    each.get(30, TimeUnit.SECONDS);
                }
                assertThat(service.model().version()).isEqualTo(21);
                assertThat(service.status().counts().reloads()).isEqualTo(20);
            }
        }
        clients.shutdown();
    }

    private static void call(Client client, AtomicBoolean done, AtomicInteger answers) {
        String body = "{\"instances\": [" + Shop.json("1") + "," + Shop.json("2") + "]}";
        while (!done.get()) {
            Client.Answer answer = client.predict(body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            int version = answer.json().get("version").intValue();
            assertThat(answer.value(0)).isEqualTo(version * 1000 + 1);
            assertThat(answer.value(1)).isEqualTo(version * 1000 + 2);
            answers.incrementAndGet();
        }
    }

    @Test
    void aDamagedNewVersionLeavesTheOldOneServing() throws Exception {
        try (ModelRegistry registry = ModelRegistry.open(folder)) {
            promote(registry, 1);
            try (PredictionService service =
                            PredictionService.of(registry, Shop.MODEL).build();
                    PredictionHttpServer server = PredictionHttpServer.start(service, 0)) {
                promote(registry, 2);
                damage(registry.production(Shop.MODEL).orElseThrow());

                assertThat(service.refresh()).isEqualTo(RefreshOutcome.KEPT);

                Client client = new Client(server.uri());
                assertThat(client.predict(Shop.json("1")).value(0)).isEqualTo(1001);
                assertThat(client.get("/readyz").status()).isEqualTo(200);
                assertThat(client.get("/readyz")
                                .json()
                                .get("models")
                                .get(0)
                                .get("degraded")
                                .textValue())
                        .isNotBlank();
                assertThat(client.get("/v1/models/" + Shop.MODEL)
                                .json()
                                .get("version")
                                .intValue())
                        .isEqualTo(1);
            }
        }
    }

    private void damage(ModelVersion version) throws IOException {
        String hash = version.artifact().sha256();
        Path artifact = folder.resolve("artifacts/sha256/" + hash.substring(0, 2) + "/" + hash.substring(2));
        byte[] bytes = Files.readAllBytes(artifact);
        bytes[bytes.length / 2] ^= 1;
        Files.write(artifact, bytes);
    }

    @Test
    void withoutAVersionInProductionThereIsNothingToServe() {
        try (ModelRegistry registry = ModelRegistry.open(folder)) {
            var builder = PredictionService.of(registry, Shop.MODEL);

            assertThatThrownBy(builder::build).hasMessageContaining(Shop.MODEL).hasMessageContaining("Promote one");
        }
    }

    @Test
    void aModelWithoutAFiniteAnswerIsTheServersFaultAndSaysNoMore() {
        LinearModel huge = LinearModel.of(Shop.FEATURES.names(), new double[] {1e200, 0, 0, 0}, 0);
        try (PredictionService service = PredictionService.of(Shop.bundle(huge)).build();
                PredictionHttpServer server = PredictionHttpServer.start(service, 0)) {
            Client.Answer answer = new Client(server.uri()).predict(Shop.json("1e200"));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().get("type").textValue()).endsWith(":prediction-failed");
            assertThat(answer.text()).doesNotContain("Exception");
        }
    }

    @Test
    void closingAnswersWhatIsInFlightAndThenFreesThePort() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        PredictionService service = PredictionService.of(Shop.bundle(0))
                .onPrediction(Runnable::run, event -> {
                    begun.countDown();
                    await(goOn);
                })
                .build();
        PredictionHttpServer server = PredictionHttpServer.start(service, 0);
        int port = server.port();
        Future<Client.Answer> inFlight = threads.submit(() -> new Client(server.uri()).predict(Shop.json("2.5")));
        await(begun);
        Future<?> closing = threads.submit(server::close);
        Client late = new Client(server.uri());
        while (late.get("/healthz").status() == 200) {
            Thread.onSpinWait();
        }

        assertThat(late.get("/readyz").status()).isEqualTo(503);
        assertThat(closing.isDone()).isFalse();
        goOn.countDown();

        assertThat(inFlight.get(30, TimeUnit.SECONDS).value(0)).isEqualTo(2.5);
        closing.get(30, TimeUnit.SECONDS);
        server.close();
        PredictionHttpServer.start(service, port).close();
        service.close();
        threads.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void slowClientsAreCutOffWhereverTheyDawdle() throws Exception {
        try (PredictionService service = PredictionService.of(Shop.bundle(0)).build();
                PredictionHttpServer server = PredictionHttpServer.builder(service)
                        .port(0)
                        .requestTimeout(Duration.ofMillis(200))
                        .start()) {
            String head = "POST /v1/models/daily-units:predict HTTP/1.1\r\nHost: x\r\n";

            assertThat(afterSending(server, head)).isEmpty();
            assertThat(afterSending(
                            server, head + "Content-Type: application/json\r\nContent-Length: 90\r\n\r\n{\"item\""))
                    .isEmpty();
            assertThat(new Client(server.uri()).predict(Shop.json("1")).status())
                    .isEqualTo(200);
        }
    }

    /** What the server answers until it ends the connection; a reset is an end too. */
    private static String afterSending(PredictionHttpServer server, String text) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return "";
        }
    }

    @Test
    void whatAFullExecutorRejectsLosesItsConnectionAndNoMore() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        ExecutorService own = Executors.newCachedThreadPool();
        try (PredictionService service = PredictionService.of(Shop.bundle(0)).build();
                PredictionHttpServer server = PredictionHttpServer.builder(service)
                        .port(0)
                        .executor(task -> {
                            if (full.get()) {
                                throw new RejectedExecutionException("full");
                            }
                            own.execute(task);
                        })
                        .start()) {
            assertThat(afterSending(server, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isEmpty();

            full.set(false);

            assertThat(new Client(server.uri()).predict(Shop.json("1")).status())
                    .isEqualTo(200);
        }
        own.shutdown();
    }

    @Test
    void theHostsExecutorRunsTheRequestsAndStaysOpen() {
        AtomicInteger tasks = new AtomicInteger();
        ExecutorService own = Executors.newFixedThreadPool(2);
        try (PredictionService service = PredictionService.of(Shop.bundle(0)).build();
                PredictionHttpServer server = PredictionHttpServer.builder(service)
                        .port(0)
                        .executor(task -> {
                            tasks.incrementAndGet();
                            own.execute(task);
                        })
                        .start()) {
            assertThat(new Client(server.uri()).predict(Shop.json("1")).status())
                    .isEqualTo(200);
        }
        assertThat(tasks).hasPositiveValue();
        assertThat(own.isShutdown()).isFalse();
        own.shutdown();
    }
}
