package io.mlpipeline.serving.adapters.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.serving.adapters.core.PredictionService;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionHttpServerTest {
    private static final String PREDICT = "/v1/models/" + Shop.MODEL + ":predict";

    private PredictionService service;
    private PredictionHttpServer server;
    private Client client;

    @BeforeEach
    void start() {
        service = PredictionService.of(Shop.bundle(0)).build();
        server = PredictionHttpServer.builder(service)
                .port(0)
                .maxBodyBytes(100_000)
                .start();
        client = new Client(server.uri());
    }

    @AfterEach
    void stop() {
        server.close();
        service.close();
    }

    @Test
    void aClientReadsTheBitsThatTheProcessComputes() {
        SplittableRandom random = new SplittableRandom(11);
        double[] prices = random.longs(2_000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(each -> Double.isFinite(each) && Math.abs(each) < 1e300)
                .limit(1_000)
                .toArray();
        double[] edges = {
            0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            0x1.fffffffffffffp-1023,
            2.0E-3,
            1e22,
            1e23,
            9.3e15,
            0x1p53 + 2,
            5e-324,
            2.2250738585072011e-308,
            1e299,
            0.1,
            1.0 / 3
        };
        check(edges);
        check(Arrays.copyOf(prices, 500));
        check(Arrays.copyOfRange(prices, 500, 1_000));
    }

    private void check(double[] prices) {
        String body = Arrays.stream(prices)
                .mapToObj(each -> Shop.json(Double.toString(each)))
                .collect(Collectors.joining(",", "{\"instances\": [", "]}"));
        Client.Answer answer = client.predict(body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        double[] values = answer.values();
        for (int i = 0; i < prices.length; i++) {
            double inProcess = service.predict(Shop.request(prices[i])).value();
            assertThat(Double.doubleToRawLongBits(values[i]))
                    .as("price %s", prices[i])
                    .isEqualTo(Double.doubleToRawLongBits(inProcess));
        }
    }

    @Test
    void oneInstanceMayComeAlone() {
        Client.Answer answer = client.predict(Shop.json("2.5"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.value(0)).isEqualTo(2.5);
        JsonNode json = answer.json();
        assertThat(json.get("model").textValue()).isEqualTo(Shop.MODEL);
        assertThat(json.get("version").intValue()).isZero();
        assertThat(json.get("bundleHash").textValue()).isEqualTo(Shop.bundle(0).hash());
        assertThat(json.get("predictions").get(0).get("id").textValue()).isNotBlank();
    }

    @Test
    void everyTypeArrivesAsItWasSent() {
        Schema schema = service.requestSchema();
        String body = "{\"stock\": 9007199254740993, \"promo\": false, \"weight\": null, \"price\": -0.0,"
                + " \"day\": \"1969-12-31\", \"item\": \"\\u00e9 \\\"x\\\"\"}";

        Row row = new InstancesReader(service.contract())
                .read(body.getBytes(StandardCharsets.UTF_8))
                .row(0);

        assertThat(row.integer(schema.indexOf("stock"))).isEqualTo(9007199254740993L);
        assertThat(row.integer(schema.indexOf("promo"))).isZero();
        assertThat(row.isMissing(schema.indexOf("weight"))).isTrue();
        assertThat(Double.doubleToRawLongBits(row.number(schema.indexOf("price"))))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(row.integer(schema.indexOf("day"))).isEqualTo(-1);
        assertThat(row.text(schema.indexOf("item"))).isEqualTo("é \"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"promo\": true, \"stock\": 7} | missing_value",
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": null, \"promo\": true, \"stock\": 7} | missing_value",
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": \"2\", \"promo\": true, \"stock\": 7} | wrong_type",
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": [2], \"promo\": true, \"stock\": 7} | wrong_type",
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": {\"a\": 1}, \"promo\": true, \"stock\": 7} | wrong_type",
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": true, \"promo\": true, \"stock\": 7} | wrong_type",
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 1e999, \"promo\": true, \"stock\": 7} | not_finite",
                "price    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 1, \"price\": 1, \"promo\": true, \"stock\": 7} | duplicate_field",
                "promo    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 2, \"promo\": 1, \"stock\": 7} | wrong_type",
                "promo    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 2, \"promo\": \"true\", \"stock\": 7} | wrong_type",
                "stock    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 2, \"promo\": true, \"stock\": 7.5} | wrong_type",
                "stock    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 2, \"promo\": true, \"stock\": 9223372036854775808} | out_of_range",
                "stock    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 2, \"promo\": true, \"stock\": -9223372036854775808} | out_of_range",
                "day      | {\"item\": \"A\", \"day\": \"02.03.2026\", \"price\": 2, \"promo\": true, \"stock\": 7} | wrong_type",
                "day      | {\"item\": \"A\", \"day\": \"2026-02-30\", \"price\": 2, \"promo\": true, \"stock\": 7} | wrong_type",
                "day      | {\"item\": \"A\", \"day\": 20514, \"price\": 2, \"promo\": true, \"stock\": 7} | wrong_type",
                "item     | {\"item\": \" \", \"day\": \"2026-03-02\", \"price\": 2, \"promo\": true, \"stock\": 7} | blank_key",
                "item     | {\"item\": 5, \"day\": \"2026-03-02\", \"price\": 2, \"promo\": true, \"stock\": 7} | wrong_type",
                "prise    | {\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": 2, \"prise\": 2, \"promo\": true, \"stock\": 7} | unknown_field"
            })
    void aBadFieldIsNamedWithKindAndHint(String field, String body, String kind) {
        for (String form : new String[] {body, "{\"instances\": [" + Shop.json("1") + ", " + body + "]}"}) {
            Client.Answer answer = client.predict(form);

            assertProblem(answer, 422, "invalid-request");
            assertThat(answer.json().get("violations")).singleElement().satisfies(violation -> {
                assertThat(violation.get("field").textValue()).isEqualTo(field);
                assertThat(violation.get("kind").textValue()).isEqualTo(kind);
                assertThat(violation.get("instance").intValue()).isEqualTo(form.equals(body) ? 0 : 1);
                assertThat(violation.get("hint").textValue()).isNotBlank();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{\"instances\": []}",
                "{\"instances\": {}}",
                "{\"instances\": [7]}",
                "{\"instances\": null}",
                "{\"instances\": [{}], \"more\": 1}",
                "{\"item\": \"A\"",
                "{\"price\": NaN}",
                "{\"price\": Infinity}",
                "{\"price\": 01}",
                "{'price': 1}",
                "{\"price\": 1} {}",
                "{\"price\": 1,}",
                "{\"a\": [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}"
            })
    void whatIsNoJsonOfThisFormIsMalformed(String body) {
        assertProblem(client.predict(body), 400, "malformed-json");
    }

    @Test
    void brokenBytesAndEndlessNumbersAreMalformed() {
        byte[] latin = "{\"item\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(
                client.post(PREDICT, "application/json", BodyPublishers.ofByteArray(latin)), 400, "malformed-json");
        assertProblem(client.predict("{\"price\": 1" + "0".repeat(5_000) + "}"), 400, "malformed-json");
        assertProblem(client.predict("[".repeat(90_000)), 400, "malformed-json");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWhetherItsLengthIsToldOrNot() {
        String large = "{\"item\": \"" + "x".repeat(3_000_000) + "\"}";
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);

        assertProblem(client.predict(large), 413, "body-too-large");
        assertProblem(
                client.post(
                        PREDICT,
                        "application/json",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))),
                413,
                "body-too-large");
        assertThat(client.predict(Shop.json("1")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "json"})
    void anotherMediaTypeIsRefused(String type) {
        Client.Answer answer = client.post(PREDICT, type, BodyPublishers.ofString(Shop.json("1")));

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.json().get("hint").textValue()).contains("application/json");
    }

    @Test
    void aBodyWithoutATypeIsRefusedAndUtf8MayBeNamed() {
        HttpRequest.Builder untyped = client.request(PREDICT).POST(BodyPublishers.ofString(Shop.json("1")));

        assertProblem(client.send(untyped), 415, "unsupported-media-type");
        assertThat(client.post(PREDICT, "Application/JSON; charset=\"UTF-8\"", BodyPublishers.ofString(Shop.json("1")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/models/",
                "/v1/models/other",
                "/v1/models/other:predict",
                "/v1/models/daily-units:explain",
                "/v1/models/daily-units/",
                "/v1/models/..%2fdaily-units",
                "/v2",
                "/healthz/",
                "/v1/models/%00"
            })
    void anUnknownPathIsNotFound(String path) {
        assertProblem(client.get(path), 404, "not-found");
    }

    @Test
    void aMethodThatDoesNotFitIsToldWhichDoes() {
        Client.Answer answer = client.get(PREDICT);

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.response().headers().firstValue("Allow")).contains("POST");
        for (String path : new String[] {"/healthz", "/readyz", "/v1/models", "/v1/models/" + Shop.MODEL}) {
            assertProblem(client.send(client.request(path).DELETE()), 405, "method-not-allowed");
        }
    }

    private static void assertProblem(Client.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        JsonNode json = answer.json();
        assertThat(json.get("status").intValue()).isEqualTo(status);
        assertThat(json.get("type").textValue()).endsWith(":" + type);
        assertThat(json.get("title").textValue()).isNotBlank();
        assertThat(json.get("detail").textValue()).isNotBlank();
        assertThat(json.get("hint").textValue()).isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception", "at io.mlpipeline", "\tat ");
    }

    @Test
    void aModelDescribesItsRequest() {
        JsonNode json = client.get("/v1/models/" + Shop.MODEL).json();

        Map<String, String> fields = new LinkedHashMap<>();
        json.get("request")
                .forEach(field -> fields.put(
                        field.get("name").textValue(),
                        field.get("type").textValue() + " "
                                + field.get("required").booleanValue()));
        assertThat(fields)
                .containsEntry("item", "text true")
                .containsEntry("day", "date true")
                .containsEntry("price", "number true")
                .containsEntry("promo", "boolean true")
                .containsEntry("stock", "integer true")
                .containsEntry("weight", "number false")
                .hasSize(6);
        assertThat(json.get("bundleHash").textValue()).hasSize(64);
        assertThat(json.get("target").textValue()).isEqualTo("units");
        // |units - price| = |10 + i - (1 + i)| for each of the twenty rows.
        assertThat(json.get("metrics").get("mae").doubleValue()).isEqualTo(9.0);
        assertThat(json.get("degraded")).isNull();
    }

    @Test
    void theModelsAndTheHealthAreListed() {
        assertThat(client.get("/v1/models").json().get("models"))
                .singleElement()
                .satisfies(model -> assertThat(model.get("name").textValue()).isEqualTo(Shop.MODEL));
        assertThat(client.get("/healthz").json().get("status").textValue()).isEqualTo("up");
        assertThat(client.get("/readyz").json().get("status").textValue()).isEqualTo("ready");

        service.close();

        assertProblem(client.get("/readyz"), 503, "closing");
        assertProblem(client.predict(Shop.json("1")), 503, "closing");
        assertThat(client.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void severalModelsShareAServerUnderTheirNames() {
        try (PredictionService same = PredictionService.of(Shop.bundle(1)).build()) {
            assertThatThrownBy(() -> PredictionHttpServer.builder(service, same))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'daily-units'");
        }
    }

    @Test
    void oneConnectionCarriesManyRequestsWithoutWaitingForAcknowledgements() throws Exception {
        String body = Shop.json("1");
        String request =
                "POST " + PREDICT + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket(server.uri().getHost(), server.port())) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (int i = 0; i < 200; i++) {
                socket.getOutputStream().write(request.getBytes(US_ASCII));
                assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
                skipRest(in);
            }
        }
        // Without it each of these would have waited 45 ms; the JDK reads it once, before its first server.
        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
    }

    private static void skipRest(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            length = lower.startsWith("content-length: ") ? Integer.parseInt(lower.substring(16)) : length;
        }
        assertThat(in.skip(length)).isEqualTo(length);
    }

    @Test
    void aTakenPortIsNamedInOneLineWithTheFix() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> PredictionHttpServer.start(service, port))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("choose another port")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() throws Exception {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});

        assertThatThrownBy(() -> PredictionHttpServer.builder(service)
                        .port(0)
                        .bindAddress(elsewhere)
                        .start())
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("192.0.2.1");
    }

    @Test
    void knobsOutOfRangeAreRefusedAtOnce() {
        var builder = PredictionHttpServer.builder(service);

        assertThatThrownBy(() -> builder.port(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxBodyBytes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.requestTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.closeGrace(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theServerListensOnLoopbackUnlessToldOtherwise() {
        assertThat(server.uri().getHost())
                .isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
        assertThat(server.uri().toString()).endsWith(":" + server.port() + "/");
    }

    @Test
    void violationsOfAHugeBadBatchAreCut() {
        String body = IntStream.range(0, 500)
                .mapToObj(i -> "{\"x" + i + "\": 1}")
                .collect(Collectors.joining(",", "{\"instances\": [", "]}"));

        assertThat(client.predict(body).json().get("violations")).hasSize(20);
    }
}
