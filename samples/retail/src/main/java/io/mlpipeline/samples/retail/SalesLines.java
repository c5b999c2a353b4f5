package io.mlpipeline.samples.retail;

import java.util.Arrays;

/** Sales lines, each packed into one long so that they sort by day, store, ticket and item. Not thread-safe. */
final class SalesLines {
    private static final int QUANTITY_BITS = 10;
    private static final int ITEM_BITS = 16;
    private static final int TICKET_BITS = 6;
    private static final int STORE_BITS = 8;

    private long[] lines = new long[1 << 16];
    private int size;

    void add(int day, int store, int ticket, int item, int quantity) {
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, 2 * size);
        }
        long line = day;
        line = line << STORE_BITS | store;
        line = line << TICKET_BITS | ticket;
        line = line << ITEM_BITS | item;
        lines[size++] = line << QUANTITY_BITS | quantity;
    }

    long[] sorted() {
        long[] sorted = Arrays.copyOf(lines, size);
        Arrays.sort(sorted);
        return sorted;
    }

    static int quantity(long line) {
        return (int) (line & ((1 << QUANTITY_BITS) - 1));
    }

    static int item(long line) {
        return (int) (line >>> QUANTITY_BITS & ((1 << ITEM_BITS) - 1));
    }

    static int store(long line) {
        return (int) (ticket(line) >>> TICKET_BITS & ((1 << STORE_BITS) - 1));
    }

    static int day(long line) {
        return (int) (ticket(line) >>> (TICKET_BITS + STORE_BITS));
    }

    /** The ticket's place in its store's day. */
    static int place(long line) {
        return (int) (ticket(line) & ((1 << TICKET_BITS) - 1));
    }

    /** Equal for lines of one ticket, ascending in time within a store. */
    static long ticket(long line) {
        return line >>> (QUANTITY_BITS + ITEM_BITS);
    }
}
