package io.mlpipeline.samples.retail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes rows with at most one thing wrong, and counts what is wrong in what it wrote. Not thread-safe. */
final class SalesCsv {
    private static final String HEADER = "sold_at,store,invoice,item,description,quantity,unit_price,customer";
    private static final byte[] NOTHING = {};
    private static final List<String> BAD_QUANTITIES = List.of("abc", "\"12,5x\"", "1O", "3 pcs", "--2");
    private static final List<String> BAD_DATES =
            List.of("2024-02-31 10:15:00", "31/02/2024", "2023-13-05 09:00:00", "yesterday", "0000-00-00 00:00:00");
    private static final List<String> BAD_PRICES = List.of("n/a", "2.5.5", "GBP", "1.99 each");

    private final CsvBytes csv;
    private final List<byte[]> dates;
    private final Draws draws;
    private final long[] counts = new long[Dirt.values().length];
    private long rows;

    SalesCsv(OutputStream out, TradingCalendar calendar, Draws draws) throws IOException {
        this.csv = new CsvBytes(out);
        this.dates = IntStream.range(0, calendar.days())
                .mapToObj(day -> CsvBytes.bytes(calendar.date(day).toString()))
                .toList();
        this.draws = draws;
        csv.field(HEADER).endRow();
    }

    /** Writes a row that may have stray spaces. */
    void write(SalesRow row) throws IOException {
        write(row, spaced(row.description()));
    }

    void writeTwice(SalesRow row) throws IOException {
        byte[] description = spaced(row.description());
        write(row, description);
        write(row, description);
        count(Dirt.DUPLICATE);
    }

    void writeAs(Dirt kind, SalesRow row) throws IOException {
        write(row);
        count(kind);
    }

    /** Writes a row in which one value is missing or no value. */
    void writeSpoilt(Dirt kind, SalesRow row) throws IOException {
        if (kind == Dirt.BAD_DATE) {
            csv.field(any(BAD_DATES));
        } else {
            csv.time(dates.get(row.day()), row.second());
        }
        csv.field(row.store()).field(row.invoice()).field(row.item());
        csv.field(kind == Dirt.MISSING_DESCRIPTION ? NOTHING : row.description());
        switch (kind) {
            case MISSING_QUANTITY -> csv.field(NOTHING);
            case BAD_QUANTITY -> csv.field(any(BAD_QUANTITIES));
            default -> csv.field(row.quantity());
        }
        switch (kind) {
            case MISSING_PRICE -> csv.field(NOTHING);
            case BAD_PRICE -> csv.field(any(BAD_PRICES));
            default -> csv.money(row.pence());
        }
        endRow(row.customer());
        count(kind);
    }

    void flush() throws IOException {
        csv.flush();
    }

    long rows() {
        return rows;
    }

    Map<Dirt, Long> counts() {
        Map<Dirt, Long> byKind = new EnumMap<>(Dirt.class);
        for (Dirt kind : Dirt.values()) {
            byKind.put(kind, counts[kind.ordinal()]);
        }
        return byKind;
    }

    private void write(SalesRow row, byte[] description) throws IOException {
        csv.time(dates.get(row.day()), row.second());
        csv.field(row.store()).field(row.invoice()).field(row.item()).field(description);
        csv.field(row.quantity()).money(row.pence());
        if (description != row.description()) {
            count(Dirt.STRAY_SPACES);
        }
        endRow(row.customer());
    }

    private void endRow(int customer) throws IOException {
        if (customer == 0) {
            csv.field(NOTHING);
            count(Dirt.MISSING_CUSTOMER);
        } else {
            csv.field(customer);
        }
        csv.endRow();
        rows++;
    }

    /** The same array when it stays as it is. */
    private byte[] spaced(byte[] description) {
        if (!draws.chance(Dirt.STRAY_SPACES.rate())) {
            return description;
        }
        int before = draws.below(2);
        byte[] spaced = new byte[description.length + 2];
        Arrays.fill(spaced, (byte) ' ');
        System.arraycopy(description, 0, spaced, before, description.length);
        return spaced;
    }

    private String any(List<String> choices) {
        return choices.get(draws.below(choices.size()));
    }

    private void count(Dirt kind) {
        counts[kind.ordinal()]++;
    }
}
