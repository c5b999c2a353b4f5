package io.mlpipeline.etl.parquet;

/** Compares texts by their code points, which is the order of their bytes in UTF-8. */
final class CodePoints {
    private CodePoints() {}

    static int compare(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a character above all others, though its own number is not the highest.
                boolean xIsHigh = Character.isSurrogate(x);
                return xIsHigh == Character.isSurrogate(y) ? Character.compare(x, y) : xIsHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
