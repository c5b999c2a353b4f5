package io.mlpipeline.samples.retail;

/** One row as it should be; customer 0 is a guest. */
record SalesRow(
        int day,
        int second,
        byte[] store,
        byte[] invoice,
        byte[] item,
        byte[] description,
        int quantity,
        long pence,
        int customer) {

    SalesRow takenBack(int onDay, int atSecond, byte[] cancellation) {
        return new SalesRow(onDay, atSecond, store, cancellation, item, description, -quantity, pence, customer);
    }

    SalesRow withQuantity(int other) {
        return new SalesRow(day, second, store, invoice, item, description, other, pence, customer);
    }

    SalesRow withPence(long other) {
        return new SalesRow(day, second, store, invoice, item, description, quantity, other, customer);
    }

    SalesRow of(byte[] otherItem, byte[] otherDescription, long price) {
        return new SalesRow(day, second, store, invoice, otherItem, otherDescription, 1, price, customer);
    }
}
