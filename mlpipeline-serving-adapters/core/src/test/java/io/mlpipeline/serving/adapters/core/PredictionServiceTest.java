package io.mlpipeline.serving.adapters.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.serving.adapters.core.request.InvalidRequestException;
import io.mlpipeline.serving.adapters.core.request.Violation;
import io.mlpipeline.serving.adapters.core.request.Violation.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionServiceTest {
    private static final FittedFeatures FEATURES = Shop.features();
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final int PRICE = FEATURES.requestSchema().indexOf("price");
    private static final Scorer TWICE_THE_PRICE = (row, history) -> 2 * row.number(PRICE);

    private final PredictionService service = Shop.serving(FEATURES, TWICE_THE_PRICE)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    record Sale(String item, LocalDate day, double price, boolean promo, String cashier) {}

    record SaleWithoutPrice(String item, LocalDate day, boolean promo) {}

    record SaleWithTextPrice(String item, LocalDate day, String price, boolean promo) {}

    record WholePrice(String item, LocalDate day, int price, boolean promo) {}

    record MaybePrice(String item, LocalDate day, Double price, boolean promo) {}

    @Test
    void anAnswerSaysWhichModelGaveItAndWhen() {
        Prediction prediction = service.predict(Shop.request(FEATURES));

        assertThat(prediction.value()).isEqualTo(5.0);
        assertThat(prediction.model()).isEqualTo("daily-units");
        assertThat(prediction.version()).isEqualTo(3);
        assertThat(prediction.bundleHash()).isEqualTo("hash-3");
        assertThat(prediction.timestamp()).isEqualTo(NOW);
        assertThat(prediction.id())
                .isNotEqualTo(service.predict(Shop.request(FEATURES)).id());
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                bad("price", Kind.MISSING_VALUE, row -> row.set("price", Double.NaN)),
                bad("price", Kind.NOT_FINITE, row -> row.set("price", Double.NEGATIVE_INFINITY)),
                bad("item", Kind.BLANK_KEY, row -> row.set("item", " \t")),
                bad(
                        "item",
                        Kind.MISSING_VALUE,
                        row -> row.setMissing(FEATURES.requestSchema().indexOf("item"))),
                bad(
                        "day",
                        Kind.MISSING_VALUE,
                        row -> row.setMissing(FEATURES.requestSchema().indexOf("day"))),
                bad(
                        "promo",
                        Kind.OUT_OF_RANGE,
                        row -> row.setInteger(FEATURES.requestSchema().indexOf("promo"), 2)),
                bad(
                        "day",
                        Kind.OUT_OF_RANGE,
                        row -> row.setInteger(FEATURES.requestSchema().indexOf("day"), Long.MAX_VALUE)));
    }

    private static Arguments bad(String field, Kind kind, Consumer<RowBuffer> spoil) {
        return Arguments.of(field, kind, spoil);
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void aBadValueIsRefusedByFieldAndKind(String field, Kind kind, Consumer<RowBuffer> spoil) {
        RowBuffer row = Shop.request(FEATURES);
        spoil.accept(row);

        var refusal = catchThrowableOfType(InvalidRequestException.class, () -> service.predict(row));

        assertThat(refusal.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.hint()).isNotBlank();
        });
        assertThat(refusal).hasMessageContaining("'" + field + "'");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        RowBuffer row = Shop.request(FEATURES).set("item", "").set("price", Double.POSITIVE_INFINITY);

        var refusal = catchThrowableOfType(InvalidRequestException.class, () -> service.predict(row));

        assertThat(refusal.violations()).extracting(Violation::field).containsExactlyInAnyOrder("item", "price");
    }

    @Test
    void anUnknownALackingAndAMistypedColumnAreRefused() {
        Schema other = Schema.builder()
                .text("item")
                .date("day")
                .text("price")
                .number("prise")
                .build();

        var refusal = catchThrowableOfType(InvalidRequestException.class, () -> service.predict(RowBuffer.of(other)));

        assertThat(refusal.violations())
                .extracting(each -> each.field() + " " + each.kind())
                .containsExactlyInAnyOrder("prise UNKNOWN_FIELD", "price WRONG_TYPE", "promo MISSING_VALUE");
    }

    @Test
    void columnsComeInAnyOrderAndAnIntegerStandsForANumber() {
        Schema other = Schema.builder()
                .bool("promo")
                .integer("price")
                .date("day")
                .text("item")
                .build();
        Row row = RowBuffer.of(other)
                .set("promo", false)
                .set("price", 7)
                .set("day", Shop.DAY)
                .set("item", "A");

        assertThat(service.predict(row).value()).isEqualTo(14.0);
        assertThat(service.predict(Shop.request(FEATURES)).value()).isEqualTo(5.0);
    }

    @Test
    void whatTrainingRowsLackedMayBeLeftOut() {
        assertThat(service.contract().isOptional("weight")).isTrue();
        assertThat(service.contract().isOptional("price")).isFalse();
        assertThat(service.contract().isOptional("item")).isFalse();
    }

    @Test
    void theHostMayMakeFieldsOptionalButNotTheAxes() {
        PredictionService lenient =
                Shop.serving(FEATURES, (row, history) -> 1).optional("price").build();

        assertThat(lenient.predict(Shop.request(FEATURES).setMissing(PRICE)).value())
                .isEqualTo(1);
        assertThatThrownBy(() ->
                        Shop.serving(FEATURES, TWICE_THE_PRICE).optional("day").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'day'");
        assertThatThrownBy(() -> Shop.serving(FEATURES, TWICE_THE_PRICE)
                        .optional("colour")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'colour'");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aModelThatGivesNoFiniteValueFails(double value) {
        PredictionService broken =
                Shop.serving(FEATURES, (row, history) -> value).build();

        assertThatThrownBy(() -> broken.predict(Shop.request(FEATURES)))
                .isInstanceOf(PredictionFailedException.class)
                .hasMessageContaining("daily-units v3")
                .hasMessageContaining(Double.toString(value));
        assertThat(broken.status().counts().failed()).isEqualTo(1);
        assertThat(broken.status().counts().predictions()).isZero();
    }

    @Test
    void aModelThatThrowsFailsWithItsCauseButNotItsWords() {
        var cause = new IllegalArgumentException("row of Jane Doe");
        PredictionService broken = Shop.serving(FEATURES, (row, history) -> {
                    throw cause;
                })
                .build();

        assertThatThrownBy(() -> broken.predict(Shop.request(FEATURES)))
                .isInstanceOf(PredictionFailedException.class)
                .hasCause(cause)
                .hasMessageNotContaining("Jane");
    }

    @Test
    void aBatchIsAnsweredInOrder() {
        List<Prediction> answers = service.predictAll(requests(1, 2, 3));

        assertThat(answers).extracting(Prediction::value).containsExactly(2.0, 4.0, 6.0);
        assertThat(answers).extracting(Prediction::id).doesNotHaveDuplicates();
        assertThat(service.predictAll(requests())).isEmpty();
    }

    @Test
    void oneBadRowRefusesItsBatchAndIsNamed() {
        var refusal = catchThrowableOfType(
                InvalidRequestException.class, () -> service.predictAll(requests(1, Double.NaN, 3)));

        assertThat(refusal.violations())
                .singleElement()
                .satisfies(each -> assertThat(each.instance()).isEqualTo(1));
        assertThat(refusal).hasMessageStartingWith("Instance 1: ");
        assertThat(service.status().counts().predictions()).isZero();
        assertThat(service.status().counts().refused()).isEqualTo(1);
    }

    @Test
    void aBatchOfGarbageIsNotDescribedRowByRow() {
        double[] garbage = new double[1000];
        Arrays.fill(garbage, Double.NaN);

        var refusal = catchThrowableOfType(InvalidRequestException.class, () -> service.predictAll(requests(garbage)));

        assertThat(refusal.violations()).hasSizeLessThanOrEqualTo(20);
    }

    private static Frame requests(double... prices) {
        Frame.Builder rows = Frame.builder(FEATURES.requestSchema());
        for (double price : prices) {
            rows.add(Shop.request(FEATURES).set("price", price));
        }
        return rows.build();
    }

    @Test
    void theHostsOwnRecordIsARequestAndItsOtherComponentsAreIgnored() {
        var sales = service.as(Sale.class);
        Sale sale = new Sale("A", Shop.DAY, 2.5, true, "Kim");

        assertThat(sales.predict(sale).value()).isEqualTo(5.0);
        assertThat(sales.predictAll(List.of(sale, new Sale("A", Shop.DAY, 4, true, "Kim"))))
                .extracting(Prediction::value)
                .containsExactly(5.0, 8.0);
        assertThat(service.as(WholePrice.class)
                        .predict(new WholePrice("A", Shop.DAY, 3, true))
                        .value())
                .isEqualTo(6.0);
    }

    @Test
    void aRecordThatDoesNotFitIsRefusedBeforeItIsUsed() {
        assertThatThrownBy(() -> service.as(SaleWithoutPrice.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SaleWithoutPrice")
                .hasMessageContaining("'price'");
        assertThatThrownBy(() -> service.as(SaleWithTextPrice.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'price' holds TEXT, but the model takes NUMBER");
    }

    @Test
    void aRecordsNullIsAMissingValue() {
        var sales = service.as(MaybePrice.class);

        assertThatThrownBy(() -> sales.predict(new MaybePrice("A", Shop.DAY, null, true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'price'");
    }

    @Test
    void featuresThatLookBackNeedAHistory() {
        FittedFeatures features = Shop.withHistory();

        assertThatThrownBy(() -> Shop.serving(features, TWICE_THE_PRICE).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("history(...)");

        PredictionService lagging = Shop.serving(
                        features,
                        (row, history) -> history.series("A").orElseThrow().size())
                .history(features.history(Shop.sales()))
                .build();
        assertThat(lagging.predict(Shop.request(features)).value()).isEqualTo(20);
    }

    @Test
    void aClosedServiceSaysSo() {
        service.close();
        service.close();

        assertThat(service.isClosed()).isTrue();
        assertThatThrownBy(() -> service.predict(Shop.request(FEATURES)))
                .isInstanceOf(ServiceClosedException.class)
                .hasMessageContaining("daily-units");
        assertThatThrownBy(() -> service.predictAll(requests(1))).isInstanceOf(ServiceClosedException.class);
        assertThatThrownBy(service::refresh).isInstanceOf(ServiceClosedException.class);
    }

    @Test
    void theStatusCountsAndTimes() {
        service.predict(Shop.request(FEATURES));
        service.predictAll(requests(1, 2));

        ServiceStatus status = service.status();

        assertThat(status.model().label()).isEqualTo("daily-units v3");
        assertThat(status.since()).isEqualTo(NOW);
        assertThat(status.isDegraded()).isFalse();
        assertThat(status.counts()).isEqualTo(new ServiceCounts(3, 0, 0, 0, 0, 0, 0));
        assertThat(status.latency().calls()).isEqualTo(2);
        assertThat(status.latency().p50()).isPositive();
        assertThat(status.latency().max())
                .isGreaterThanOrEqualTo(status.latency().p50());
    }

    @Test
    void aKnobTurnedTwiceIsAMistake() {
        var builder = Shop.serving(FEATURES, TWICE_THE_PRICE).clock(Clock.systemUTC());

        assertThatThrownBy(() -> builder.clock(Clock.systemUTC())).isInstanceOf(IllegalStateException.class);
    }
}
