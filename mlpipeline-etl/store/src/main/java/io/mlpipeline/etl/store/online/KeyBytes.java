package io.mlpipeline.etl.store.online;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Keys as bytes, for stores whose texts cannot hold every character. */
public final class KeyBytes {
    private KeyBytes() {}

    /**
     * A key in UTF-8.
     *
     * @param key the key
     * @return its bytes; different keys have different bytes
     * @throws IllegalArgumentException if the key has an unpaired surrogate, which UTF-8 cannot express
     */
    public static byte[] of(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        // '?' stands for what could not be encoded, so only then is it worth a second look.
        if (key.indexOf('?') < 0 && contains(bytes, (byte) '?')) {
            throw unpaired(key);
        }
        return key.indexOf('?') < 0 ? bytes : checked(key);
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte each : bytes) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }

    private static byte[] checked(String key) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw unpaired(key);
        }
    }

    private static IllegalArgumentException unpaired(String key) {
        return new IllegalArgumentException("Key '" + key
                + "' has an unpaired surrogate and is no Unicode text; read the key column in its charset");
    }
}
