package io.mlpipeline.etl.features.expr;

/**
 * MurmurHash3, x86, 32 bits (A. Appleby), of the UTF-8 bytes of a text or the eight little-endian bytes of a long. Does not
 * allocate.
 */
public final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /**
     * Hashes a number.
     *
     * @param value eight bytes
     * @param seed where the hash starts
     * @return 32 bits
     */
    public static int of(long value, int seed) {
        int hash = block(block(seed, (int) value), (int) (value >>> 32));
        return finished(hash, 8);
    }

    /**
     * Hashes a text. An unpaired surrogate counts as {@code ?}, as {@link String#getBytes} has it.
     *
     * @param text the text
     * @param seed where the hash starts
     * @return 32 bits
     */
    public static int of(String text, int seed) {
        int hash = seed;
        int pending = 0; // up to three bytes that do not fill a block yet
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            long bytes = utf8(point);
            do {
                pending |= (int) (bytes & 0xff) << 8 * (length & 3);
                length++;
                bytes >>>= 8;
                if ((length & 3) == 0) {
                    hash = block(hash, pending);
                    pending = 0;
                }
            } while (bytes != 0);
        }
        return finished((length & 3) == 0 ? hash : hash ^ mixed(pending), length);
    }

    /** The bytes of a code point, the first in the lowest byte. */
    private static long utf8(int point) {
        if (point < 0x80) {
            return point;
        }
        if (point < 0x800) {
            return 0xc0 | point >> 6 | tail(point, 0) << 8;
        }
        if (point < 0x10000) {
            return Character.isSurrogate((char) point)
                    ? '?'
                    : 0xe0 | point >> 12 | tail(point, 6) << 8 | tail(point, 0) << 16;
        }
        return 0xf0 | point >> 18 | tail(point, 12) << 8 | tail(point, 6) << 16 | tail(point, 0) << 24;
    }

    private static long tail(int point, int shift) {
        return 0x80 | point >> shift & 0x3f;
    }

    private static int block(int hash, int block) {
        return Integer.rotateLeft(hash ^ mixed(block), 13) * 5 + 0xe6546b64;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int finished(int hash, int length) {
        int h = hash ^ length;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
