package io.mlpipeline.etl.parquet;

/**
 * Small numbers in Parquet's hybrid encoding: a long run of one number is written once with its length, all else is packed bit by
 * bit, the lowest first.
 */
final class Runs {
    /** Shorter runs take no more room packed, and less time. */
    private static final int LONG_RUN = 256;

    private static final int GROUP = 8;

    private final int width;
    private final PlainBytes into;

    private Runs(int width, PlainBytes into) {
        this.width = width;
        this.into = into;
    }

    /** Appends the first numbers of an array, each of at most {@code width} bits. */
    static void write(int[] values, int count, int width, PlainBytes into) {
        new Runs(width, into).write(values, count);
    }

    private void write(int[] values, int count) {
        int waiting = 0; // where those begin that are still to be packed
        int begin = 0;
        while (begin < count) {
            int end = begin + 1;
            while (end < count && values[end] == values[begin]) {
                end++;
            }
            // Packed numbers come in whole groups, which the beginning of the run fills.
            int free = waiting + (begin - waiting + GROUP - 1) / GROUP * GROUP;
            if (end - free >= LONG_RUN) {
                pack(values, waiting, free);
                run(values[begin], end - free);
                waiting = end;
            }
            begin = end;
        }
        pack(values, waiting, count);
    }

    private void run(int value, int length) {
        number(length << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            into.addByte(value >>> bits);
        }
    }

    private void pack(int[] values, int from, int to) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        number(groups << 1 | 1);
        long packed = 0;
        int bits = 0;
        for (int i = from; i < from + groups * GROUP; i++) {
            packed |= (i < to ? (long) values[i] : 0) << bits;
            for (bits += width; bits >= Byte.SIZE; bits -= Byte.SIZE) {
                into.addByte((int) packed);
                packed >>>= Byte.SIZE;
            }
        }
    }

    /** Seven bits a byte, the lowest first; the eighth says that there are more. */
    private void number(int value) {
        int rest = value;
        for (; rest > 0x7f; rest >>>= 7) {
            into.addByte(rest | 0x80);
        }
        into.addByte(rest);
    }
}
