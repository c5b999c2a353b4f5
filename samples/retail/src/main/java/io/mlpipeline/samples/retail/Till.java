package io.mlpipeline.samples.retail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns sales lines into rows: invoices, times, customers, and the mistakes of a day. Not thread-safe. */
final class Till {
    private static final int FIRST_INVOICE = 536_365;
    private static final int FIRST_CUSTOMER = 12_346;
    private static final int CUSTOMERS = 4_300;
    private static final int OPENING = 9 * 3600;
    private static final int SECONDS_A_TICKET = 18 * 60;
    private static final int LATE = 20 * 3600;
    private static final int LATEST_CANCELLATION = 14;
    private static final int WORST_OUTLIER = 80_995;
    private static final int LEAST_OUTLIER = 20_000;
    private static final byte[] POST = CsvBytes.bytes("POST");
    private static final byte[] POSTAGE = CsvBytes.bytes("POSTAGE");
    private static final byte[] BANK = CsvBytes.bytes("BANK");
    private static final byte[] BANK_CHARGES = CsvBytes.bytes("Bank Charges");
    /** The kinds of which a line has one at most. */
    private static final List<Dirt> KINDS = List.of(
            Dirt.MISSING_DESCRIPTION,
            Dirt.MISSING_QUANTITY,
            Dirt.MISSING_PRICE,
            Dirt.DUPLICATE,
            Dirt.BAD_QUANTITY,
            Dirt.BAD_DATE,
            Dirt.BAD_PRICE,
            Dirt.CANCELLATION,
            Dirt.NON_PRODUCT,
            Dirt.ZERO_PRICE,
            Dirt.NEGATIVE_PRICE,
            Dirt.QUANTITY_OUTLIER);

    private final long seed;
    private final SalesCsv csv;
    private final TradingCalendar calendar;
    private final Draws draws;
    private final List<byte[]> stores;
    private final List<ItemName> names;
    private final List<Item> items;
    private final List<List<SalesRow>> takenBack;
    private long ticket = -1;
    private long ticketWithExtra = -1;
    private int invoices;
    private byte[] invoice = {};

    Till(
            long seed,
            SalesCsv csv,
            TradingCalendar calendar,
            IntFunction<String> stores,
            int storeCount,
            List<Item> items) {
        this.seed = seed;
        this.csv = csv;
        this.calendar = calendar;
        this.draws = Draws.of(seed, -2);
        this.items = items;
        this.names = items.stream().map(ItemName::of).toList();
        this.stores = new ArrayList<>();
        for (int store = 0; store < storeCount; store++) {
            this.stores.add(CsvBytes.bytes(stores.apply(store)));
        }
        this.takenBack = new ArrayList<>();
        for (int day = 0; day < calendar.days(); day++) {
            takenBack.add(new ArrayList<>());
        }
    }

    private record ItemName(byte[] code, byte[] description) {
        static ItemName of(Item item) {
            return new ItemName(CsvBytes.bytes(item.code()), CsvBytes.bytes(item.description()));
        }
    }

    void sell(long line) throws IOException {
        if (SalesLines.ticket(line) != ticket) {
            ticket = SalesLines.ticket(line);
            invoice = nextInvoice("");
        }
        SalesRow row = row(line);
        Dirt kind = draw();
        if (kind == null) {
            csv.write(row);
        } else {
            sellWith(kind, row);
        }
    }

    /** Writes the cancellations that fall on a day. */
    void close(int day) throws IOException {
        int second = LATE;
        for (SalesRow sold : takenBack.get(day)) {
            csv.writeAs(Dirt.CANCELLATION, sold.takenBack(day, second++, nextInvoice("C")));
        }
        takenBack.get(day).clear();
    }

    private void sellWith(Dirt kind, SalesRow row) throws IOException {
        switch (kind) {
            case DUPLICATE -> csv.writeTwice(row);
            case CANCELLATION -> sellToTakeBack(row);
            case NON_PRODUCT -> sellWithExtra(row);
            case ZERO_PRICE -> csv.writeAs(kind, row.withPence(0));
            case NEGATIVE_PRICE -> csv.writeAs(kind, row.withPence(-row.pence()));
            case QUANTITY_OUTLIER -> csv.writeAs(kind, row.withQuantity(outlier()));
            default -> csv.writeSpoilt(kind, row);
        }
    }

    private void sellToTakeBack(SalesRow row) throws IOException {
        csv.write(row);
        int day = row.day() + 1 + draws.below(LATEST_CANCELLATION);
        while (day < calendar.days() && calendar.level(day) == 0) {
            day++;
        }
        if (day < calendar.days()) {
            takenBack.get(day).add(row);
        }
    }

    /** An invoice has one extra at most: two alike would be duplicates. */
    private void sellWithExtra(SalesRow row) throws IOException {
        csv.write(row);
        if (ticketWithExtra != ticket) {
            ticketWithExtra = ticket;
            long price = 100L * (5 + draws.below(30));
            csv.writeAs(
                    Dirt.NON_PRODUCT,
                    draws.chance(0.8) ? row.of(POST, POSTAGE, price) : row.of(BANK, BANK_CHARGES, price));
        }
    }

    private int outlier() {
        return LEAST_OUTLIER + draws.below(WORST_OUTLIER - LEAST_OUTLIER + 1);
    }

    private SalesRow row(long line) {
        int day = SalesLines.day(line);
        int item = SalesLines.item(line);
        int second = OPENING
                + SalesLines.place(line) * SECONDS_A_TICKET
                + (int) (Draws.hashed(seed, 2 * ticket) * SECONDS_A_TICKET);
        return new SalesRow(
                day,
                second,
                stores.get(SalesLines.store(line)),
                invoice,
                names.get(item).code(),
                names.get(item).description(),
                SalesLines.quantity(line),
                items.get(item).price(day),
                customer());
    }

    /** Who holds the current ticket: few customers come often. */
    private int customer() {
        double guest = Dirt.MISSING_CUSTOMER.rate();
        double place = (Draws.hashed(seed, 2 * ticket + 1) - guest) / (1 - guest);
        return place < 0 ? 0 : FIRST_CUSTOMER + (int) (place * place * CUSTOMERS);
    }

    private byte[] nextInvoice(String prefix) {
        return CsvBytes.bytes(prefix + (FIRST_INVOICE + invoices++));
    }

    private @Nullable Dirt draw() {
        double rest = draws.uniform();
        for (Dirt kind : KINDS) {
            rest -= kind.rate();
            if (rest < 0) {
                return kind;
            }
        }
        return null;
    }
}
