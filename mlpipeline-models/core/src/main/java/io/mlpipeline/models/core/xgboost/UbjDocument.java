package io.mlpipeline.models.core.xgboost;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Universal Binary JSON, draft 12 (ubjson.org), as XGBoost writes it since 1.6. No length is believed before the bytes are there, so a
 * file of n bytes takes memory for some n values at most, whatever it claims.
 */
final class UbjDocument implements Document {
    private static final int DEEPEST = 64;

    private final ByteBuffer bytes;
    private int depth;
    /** A marker that is known of the next value already, as that of an element of a typed array; 0 if it is to be read. */
    private char known;

    private UbjDocument(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static UbjDocument of(byte[] bytes) {
        return new UbjDocument(ByteBuffer.wrap(bytes));
    }

    /** The type and number of a container's elements: type 0 for any, count -1 for as many as there are before its end. */
    private record Container(char type, int count) {}

    private CorruptArtifactException wrong(String what) {
        return new CorruptArtifactException("The model file has " + what + " at byte " + bytes.position() + " of "
                + bytes.limit() + ". Maybe it was cut off, or is no XGBoost model");
    }

    private void requireBytes(long count, String what) {
        if (count < 0 || count > bytes.remaining()) {
            throw wrong(what + " of " + count + " bytes where " + bytes.remaining() + " are left,");
        }
    }

    private char marker() {
        if (known != 0) {
            char marker = known;
            known = 0;
            return marker;
        }
        char marker;
        do {
            requireBytes(1, "a value");
            marker = (char) (bytes.get() & 255);
        } while (marker == 'N');
        return marker;
    }

    private char peek() {
        requireBytes(1, "a value");
        return (char) (bytes.get(bytes.position()) & 255);
    }

    private boolean accept(char wanted) {
        while (bytes.hasRemaining() && peek() == 'N') {
            bytes.get();
        }
        boolean is = peek() == wanted;
        if (is) {
            bytes.get();
        }
        return is;
    }

    private static int size(char type) {
        return switch (type) {
            case 'i', 'U', 'C' -> 1;
            case 'I' -> 2;
            case 'l', 'd' -> 4;
            case 'L', 'D' -> 8;
            default -> 0;
        };
    }

    private boolean isWhole(char type) {
        return size(type) > 0 && type != 'd' && type != 'D' && type != 'C';
    }

    private long whole(char type) {
        if (!isWhole(type)) {
            throw wrong("'" + type + "' where it should have a whole number");
        }
        requireBytes(size(type), "a number");
        return switch (type) {
            case 'i' -> bytes.get();
            case 'U' -> bytes.get() & 255;
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            default -> bytes.getLong();
        };
    }

    private double number(char type) {
        return switch (type) {
            case 'd' -> {
                requireBytes(4, "a number");
                yield bytes.getFloat();
            }
            case 'D' -> {
                requireBytes(8, "a number");
                yield bytes.getDouble();
            }
            default -> whole(type);
        };
    }

    private String string() {
        long length = whole(marker());
        requireBytes(length, "a text");
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Reads what follows the bracket. */
    private Container container() {
        if (++depth > DEEPEST) {
            throw wrong("values nested deeper than " + DEEPEST);
        }
        char type = 0;
        if (accept('$')) {
            type = marker();
            if (type != 'T' && type != 'F' && type != 'S' && type != '[' && type != '{' && size(type) == 0) {
                throw wrong("a container of type '" + type + "'");
            }
            if (peek() != '#') {
                throw wrong("a typed container without a count");
            }
        }
        if (!accept('#')) {
            return new Container(type, -1);
        }
        long count = whole(marker());
        // Truth values of one type take no bytes, and so could be claimed without end.
        requireBytes(Math.multiplyExact(checkedCount(count), Math.max(1, size(type))), "an array");
        return new Container(type, (int) count);
    }

    private long checkedCount(long count) {
        requireBytes(count, "a container");
        return count;
    }

    private void elements(Container container, char close, Runnable element) {
        for (int i = 0; i != container.count; i++) {
            if (container.count < 0 && accept(close)) {
                break;
            }
            known = container.type;
            element.run();
        }
        depth--;
    }

    @Override
    public void object(Consumer<String> field) {
        if (marker() != '{') {
            throw wrong("no object where one should be");
        }
        Container container = container();
        elements(container, '}', () -> {
            char type = known;
            known = 0;
            String name = string();
            known = type;
            field.accept(name);
        });
    }

    @Override
    public void array(Runnable element) {
        if (marker() != '[') {
            throw wrong("no array where one should be");
        }
        elements(container(), ']', element);
    }

    @Override
    public String text() {
        char type = marker();
        return switch (type) {
            case 'S', 'H' -> string();
            case 'd', 'D' -> Float.toString((float) number(type));
            default -> Long.toString(whole(type));
        };
    }

    @Override
    public float[] floats() {
        float[][] values = {new float[16]};
        int[] size = {0};
        array(() -> {
            if (size[0] == values[0].length) {
                values[0] = Arrays.copyOf(values[0], 2 * size[0]);
            }
            values[0][size[0]++] = (float) number(marker());
        });
        return Arrays.copyOf(values[0], size[0]);
    }

    @Override
    public int[] ints() {
        int[][] values = {new int[16]};
        int[] size = {0};
        array(() -> {
            if (size[0] == values[0].length) {
                values[0] = Arrays.copyOf(values[0], 2 * size[0]);
            }
            values[0][size[0]++] = integer();
        });
        return Arrays.copyOf(values[0], size[0]);
    }

    private int integer() {
        char type = marker();
        if (type == 'T' || type == 'F') {
            return type == 'T' ? 1 : 0;
        }
        long value = whole(type);
        if (value != (int) value) {
            throw wrong("the number " + value + ", which is larger than any of a tree,");
        }
        return (int) value;
    }

    @Override
    public void skip() {
        char type = marker();
        switch (type) {
            case '{' -> {
                known = '{';
                object(name -> skip());
            }
            case '[' -> {
                known = '[';
                array(this::skip);
            }
            case 'S', 'H' -> string();
            case 'Z', 'T', 'F' -> {}
            default -> {
                if (size(type) == 0) {
                    throw wrong("the unknown marker " + (int) type);
                }
                requireBytes(size(type), "a number");
                bytes.position(bytes.position() + size(type));
            }
        }
    }

    @Override
    public void end() {
        if (bytes.hasRemaining()) {
            throw wrong(bytes.remaining() + " bytes too many");
        }
    }
}
