package io.mlpipeline.samples.retail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes comma-separated rows of ASCII text, numbers without objects. Not thread-safe. */
final class CsvBytes {
    private static final int LONGEST_ROW = 1 << 10;

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int size;
    private boolean rowStarted;

    CsvBytes(OutputStream out) {
        this.out = out;
    }

    CsvBytes field(byte[] ascii) {
        separate();
        append(ascii);
        return this;
    }

    CsvBytes field(String ascii) {
        return field(bytes(ascii));
    }

    CsvBytes field(long number) {
        separate();
        digits(number, 1);
        return this;
    }

    /** Pence as pounds with two decimals. */
    CsvBytes money(long pence) {
        separate();
        if (pence < 0) {
            buffer[size++] = '-';
        }
        digits(Math.abs(pence) / 100, 1);
        buffer[size++] = '.';
        digits(Math.abs(pence) % 100, 2);
        return this;
    }

    /** A date that is given as text, and a time of the day. */
    CsvBytes time(byte[] date, int secondOfDay) {
        separate();
        append(date);
        buffer[size++] = ' ';
        digits(secondOfDay / 3600, 2);
        buffer[size++] = ':';
        digits(secondOfDay / 60 % 60, 2);
        buffer[size++] = ':';
        digits(secondOfDay % 60, 2);
        return this;
    }

    void endRow() throws IOException {
        buffer[size++] = '\n';
        rowStarted = false;
        if (size > buffer.length - LONGEST_ROW) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }

    static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private void separate() {
        if (rowStarted) {
            buffer[size++] = ',';
        }
        rowStarted = true;
    }

    private void append(byte[] ascii) {
        System.arraycopy(ascii, 0, buffer, size, ascii.length);
        size += ascii.length;
    }

    private void digits(long number, int atLeast) {
        if (number < 0) {
            buffer[size++] = '-';
        }
        long rest = Math.abs(number);
        int count = atLeast;
        for (long bound = power(atLeast); rest >= bound; bound *= 10) {
            count++;
        }
        for (int i = size + count - 1; i >= size; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    private static long power(int digits) {
        return digits == 1 ? 10 : 100;
    }
}
