package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A zip file of which there is exactly one for the same content: entries stored without compression, in a given order, all of the
 * first moment that zip can express, without extra fields. Any zip tool reads it; this class reads nothing else.
 *
 * <p>Not written with {@code java.util.zip}: the bytes would depend on the Java version and, compressed, on the zlib behind it.
 *
 * <p>Source: PKWARE, .ZIP File Format Specification (APPNOTE.TXT), version 6.3.
 */
final class StoredZip {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END_OF_CENTRAL = 0x06054b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int CENTRAL_HEADER_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final short VERSION = 10;
    /** 1980-01-01. */
    private static final short DOS_DATE = 0x21;

    private StoredZip() {}

    static byte[] write(Map<String, byte[]> entries) {
        ByteArrayOutputStream locals = new ByteArrayOutputStream();
        ByteArrayOutputStream central = new ByteArrayOutputStream();
        entries.forEach((name, content) -> {
            byte[] path = name.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer common = common(path, content);
            central.writeBytes(centralHeader(common, path, locals.size()));
            locals.writeBytes(localHeader(common, path));
            locals.writeBytes(content);
        });
        byte[] end = end(entries.size(), central.size(), locals.size());
        locals.writeBytes(central.toByteArray());
        locals.writeBytes(end);
        return locals.toByteArray();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What both headers of an entry have in common: version needed to extra length. */
    private static ByteBuffer common(byte[] path, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return buffer(26)
                .putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DOS_DATE)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) path.length)
                .putShort((short) 0);
    }

    private static byte[] localHeader(ByteBuffer common, byte[] path) {
        return buffer(LOCAL_HEADER_BYTES + path.length)
                .putInt(LOCAL_HEADER)
                .put(common.array())
                .put(path)
                .array();
    }

    private static byte[] centralHeader(ByteBuffer common, byte[] path, int offset) {
        return buffer(CENTRAL_HEADER_BYTES + path.length)
                .putInt(CENTRAL_HEADER)
                .putShort(VERSION)
                .put(common.array())
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(offset)
                .put(path)
                .array();
    }

    private static byte[] end(int entries, int centralSize, int centralOffset) {
        return buffer(END_BYTES)
                .putInt(END_OF_CENTRAL)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(centralSize)
                .putInt(centralOffset)
                .putShort((short) 0)
                .array();
    }

    /**
     * Reads what {@link #write} wrote. Names and lengths are taken from the local headers; then the content is written again, and
     * anything that differs from the file, be it one bit of a header, is damage.
     */
    static Map<String, byte[]> read(byte[] file) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ByteBuffer zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (zip.remaining() >= LOCAL_HEADER_BYTES && zip.getInt(zip.position()) == LOCAL_HEADER) {
            readEntry(zip, entries);
        }
        if (entries.isEmpty()) {
            throw new CorruptArtifactException("it is no zip file, or its first header is damaged");
        }
        byte[] expected = write(entries);
        int difference = Arrays.mismatch(expected, file);
        if (difference >= 0) {
            throw new CorruptArtifactException("byte " + difference + " is damaged, " + placeOf(difference, entries));
        }
        return entries;
    }

    private static void readEntry(ByteBuffer zip, Map<String, byte[]> entries) {
        int start = zip.position();
        int size = zip.getInt(start + 18);
        int nameLength = Short.toUnsignedInt(zip.getShort(start + 26));
        if (size < 0 || (long) size + nameLength > zip.remaining() - LOCAL_HEADER_BYTES) {
            throw new CorruptArtifactException("the header at byte " + start + " is damaged, or the file is cut off");
        }
        byte[] name = new byte[nameLength];
        byte[] content = new byte[size];
        zip.position(start + LOCAL_HEADER_BYTES).get(name).get(content);
        String path = new String(name, StandardCharsets.US_ASCII);
        if (entries.put(path, content) != null) {
            throw new CorruptArtifactException("entry '" + path + "' occurs twice");
        }
    }

    private static String placeOf(int offset, Map<String, byte[]> entries) {
        int end = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            end += LOCAL_HEADER_BYTES + entry.getKey().length() + entry.getValue().length;
            if (offset < end) {
                return "in or before entry '" + entry.getKey() + "'";
            }
        }
        return "in the directory at the end";
    }
}
