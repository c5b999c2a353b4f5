package io.mlpipeline.testkit.store;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Many small random joins in one table, told apart by a column of the key, and their answers by brute force: for each event all
 * feature rows are looked at, one after the other. Times, keys and values are few, so that ties are many.
 */
final class AsOfCases {
    /** The times to live to try, in days; below 0 stands for none. */
    static final int[] TTLS = {-1, 0, 2};

    private final List<Event> events = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();
    private final int[] firstFeature;

    private record Event(
            long id,
            int number,
            @Nullable String shop,
            @Nullable Long item,
            @Nullable Long day) {}

    private record Feature(
            int number,
            @Nullable String shop,
            @Nullable Long item,
            @Nullable Long day,
            @Nullable Long created,
            double value,
            @Nullable String label) {}

    AsOfCases(long seed, int cases) {
        SplittableRandom random = new SplittableRandom(seed);
        firstFeature = new int[cases + 1];
        for (int each = 0; each < cases; each++) {
            for (int i = random.nextInt(5); i > 0; i--) {
                events.add(new Event(events.size(), each, shop(random), item(random), day(random)));
            }
            for (int i = random.nextInt(9); i > 0; i--) {
                features.add(new Feature(
                        each,
                        shop(random),
                        item(random),
                        day(random),
                        day(random),
                        random.nextInt(6) == 0 ? Double.NaN : random.nextInt(3),
                        random.nextInt(6) == 0 ? null : "v" + random.nextInt(3)));
            }
            firstFeature[each + 1] = features.size();
        }
    }

    private static @Nullable String shop(SplittableRandom random) {
        return random.nextInt(12) == 0 ? null : List.of("", "a", "ab").get(random.nextInt(3));
    }

    private static @Nullable Long item(SplittableRandom random) {
        return random.nextInt(12) == 0 ? null : Long.valueOf(random.nextInt(2));
    }

    private static @Nullable Long day(SplittableRandom random) {
        return random.nextInt(15) == 0 ? null : Long.valueOf(random.nextInt(6) - 3L);
    }

    AsOfJoin join(int ttl) {
        AsOfJoin.Builder join = AsOfJoin.at("day")
                .key("case", "number")
                .key("shop")
                .key("item", "sku")
                .time("since")
                .created("created")
                .matchedTime("matched");
        return (ttl < 0 ? join : join.ttl(Duration.ofDays(ttl))).build();
    }

    Frame events() {
        Rows rows = new Rows(Schema.builder()
                .integer("id")
                .integer("case")
                .text("shop")
                .integer("item")
                .date("day")
                .build());
        events.forEach(each -> rows.add(each.id(), (long) each.number(), each.shop(), each.item(), each.day()));
        return rows.frame();
    }

    Frame features() {
        Rows rows = new Rows(Schema.builder()
                .date("created")
                .number("value")
                .text("shop")
                .integer("sku")
                .integer("number")
                .date("since")
                .text("label")
                .build());
        features.forEach(each -> rows.add(
                each.created(),
                each.value(),
                each.shop(),
                each.item(),
                (long) each.number(),
                each.day(),
                each.label()));
        return rows.frame();
    }

    /** What differs between a result, ordered by event, and brute force. */
    List<String> mismatches(int ttl, Frame joined) {
        List<String> found = new ArrayList<>();
        if (joined.size() != events.size()) {
            found.add(joined.size() + " rows, expected " + events.size());
            return found;
        }
        for (Event event : events) {
            Row row = joined.row((int) event.id());
            String expected = describe(answer(event, ttl));
            String actual = describe(row);
            if (row.integer(0) != event.id() || !actual.equals(expected)) {
                found.add(event + ": " + actual + ", expected " + expected);
            }
        }
        return found;
    }

    private static String describe(Row row) {
        return row.isMissing(7)
                ? "none, " + row.isMissing(5) + row.isMissing(6)
                : row.integer(7) + ", " + row.number(5) + ", " + (row.isMissing(6) ? "missing" : row.text(6));
    }

    private static String describe(@Nullable Feature feature) {
        return feature == null
                ? "none, truetrue"
                : feature.day() + ", " + feature.value() + ", "
                        + (feature.label() == null ? "missing" : feature.label());
    }

    private @Nullable Feature answer(Event event, int ttl) {
        Feature best = null;
        for (Feature each : features.subList(firstFeature[event.number()], firstFeature[event.number() + 1])) {
            if (isKnown(event, each) && (best == null || isBetter(each, best))) {
                best = each;
            }
        }
        boolean isExpired = best != null && ttl >= 0 && number(event.day()) - number(best.day()) > ttl;
        return isExpired ? null : best;
    }

    private static boolean isKnown(Event event, Feature feature) {
        boolean isSameKey = event.shop() != null
                && event.item() != null
                && Objects.equals(event.shop(), feature.shop())
                && Objects.equals(event.item(), feature.item());
        boolean hasTimes = event.day() != null && feature.day() != null && feature.created() != null;
        return isSameKey
                && hasTimes
                && number(feature.day()) <= number(event.day())
                && number(feature.created()) <= number(event.day());
    }

    private static long number(@Nullable Long value) {
        return Objects.requireNonNull(value);
    }

    private static boolean isBetter(Feature a, Feature b) {
        int order = Long.compare(number(a.day()), number(b.day()));
        order = order != 0 ? order : Long.compare(number(a.created()), number(b.created()));
        order = order != 0 ? order : Double.compare(lowest(a.value()), lowest(b.value()));
        String left = a.label() == null ? "" : a.label();
        String right = b.label() == null ? "" : b.label();
        return (order != 0 ? order : left.compareTo(right)) > 0;
    }

    private static double lowest(double value) {
        return Double.isNaN(value) ? -1 : value;
    }
}
