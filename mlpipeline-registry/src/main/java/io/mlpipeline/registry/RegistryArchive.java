package io.mlpipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.StoreException;
import io.mlpipeline.registry.store.TableRow;
import io.mlpipeline.registry.version.ArtifactId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole registry in one file: a header, every row as JSON, every artifact, and at the end the SHA-256 of all bytes before it. It is
 * read twice: nothing is stored before the whole file is known to be the one that was written.
 */
final class RegistryArchive {
    private static final String MAGIC = "mlpipeline registry archive";
    private static final int FORMAT = 1;
    private static final int END = 0;
    private static final int ROW = 1;
    private static final int ARTIFACT = 2;
    private static final int LONGEST_ROW = 1 << 22;
    private static final int DIGEST_BYTES = 32;

    private final MetadataStore metadata;
    private final ArtifactStore artifacts;

    RegistryArchive(MetadataStore metadata, ArtifactStore artifacts) {
        this.metadata = metadata;
        this.artifacts = artifacts;
    }

    void write(Path file) {
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            try {
                writeDraft(draft);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot write the archive " + file + ": " + e + ". Check the folder and its room.", e);
        }
    }

    private void writeDraft(Path draft) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            DigestOutputStream digest = new DigestOutputStream(file, sha256());
            DataOutputStream out = new DataOutputStream(digest);
            out.writeUTF(MAGIC);
            out.writeInt(FORMAT);
            List<TableRow> rows = new ArrayList<>();
            metadata.dump(rows::add);
            for (TableRow row : rows) {
                byte[] json = json(row).getBytes(StandardCharsets.UTF_8);
                out.writeByte(ROW);
                out.writeInt(json.length);
                out.write(json);
            }
            for (ArtifactId id : artifactsOf(rows)) {
                byte[] content = artifacts.read(id);
                out.writeByte(ARTIFACT);
                out.writeLong(content.length);
                out.write(content);
            }
            out.writeByte(END);
            out.flush();
            file.write(digest.getMessageDigest().digest());
            file.flush();
            channel.force(true);
        }
    }

    void read(Path file, Act act) {
        List<TableRow> rows = new ArrayList<>();
        Set<ArtifactId> found = new LinkedHashSet<>();
        scan(file, rows::add, content -> found.add(ArtifactId.of(content)));
        Set<ArtifactId> missing = artifactsOf(rows);
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw corrupt(file, "it lacks " + missing.iterator().next());
        }
        scan(file, row -> {}, artifacts::put);
        metadata.load(rows, act);
    }

    private static void scan(Path file, Sink<TableRow> rows, Sink<byte[]> contents) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            long rest = Files.size(file);
            DigestInputStream digest = new DigestInputStream(raw, sha256());
            DataInputStream in = new DataInputStream(digest);
            requireHeader(file, in);
            for (int kind = in.readUnsignedByte(); kind != END; kind = in.readUnsignedByte()) {
                if (kind == ROW) {
                    rows.take(row(file, bytes(file, in, in.readInt(), LONGEST_ROW)));
                } else if (kind == ARTIFACT) {
                    contents.take(bytes(file, in, in.readLong(), rest));
                } else {
                    throw corrupt(file, "a part is of the unknown kind " + kind);
                }
            }
            byte[] expected = digest.getMessageDigest().digest();
            if (!MessageDigest.isEqual(expected, raw.readNBytes(DIGEST_BYTES)) || raw.read() >= 0) {
                throw corrupt(file, "its SHA-256 is not the one at its end");
            }
        } catch (EOFException e) {
            throw new CorruptArtifactException("The archive " + file + " is damaged: it was cut off. Export again.", e);
        } catch (IOException e) {
            throw new StoreException("Cannot read the archive " + file + ": " + e, e);
        }
    }

    private static void requireHeader(Path file, DataInputStream in) throws IOException {
        if (in.readUnsignedShort() != MAGIC.length()
                || !new String(in.readNBytes(MAGIC.length()), StandardCharsets.US_ASCII).equals(MAGIC)) {
            throw corrupt(file, "it does not begin like one");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IncompatibleVersionException(
                    "The archive " + file + " has format " + format + ", this library knows " + FORMAT
                            + "; use the version of mlpipeline that wrote it, or a later one");
        }
    }

    private static byte[] bytes(Path file, DataInputStream in, long length, long most) throws IOException {
        if (length < 0 || length > most || length > Integer.MAX_VALUE) {
            throw corrupt(file, "a part has " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static CorruptArtifactException corrupt(Path file, String why) {
        return new CorruptArtifactException(
                "The archive " + file + " is damaged or none: " + why + ". Nothing was stored; export again.");
    }

    /** The artifacts that rows refer to: hash and size stand beside each other in the tables that have them. */
    private static Set<ArtifactId> artifactsOf(List<TableRow> rows) {
        Set<ArtifactId> ids = new LinkedHashSet<>();
        for (TableRow row : rows) {
            int hash = row.table().equals("version") ? 5 : row.table().equals("run_artifact") ? 2 : -1;
            if (hash >= 0
                    && row.values().size() > hash + 1
                    && row.values().get(hash) instanceof String sha256
                    && row.values().get(hash + 1) instanceof Long size) {
                ids.add(new ArtifactId(sha256, size));
            }
        }
        return ids;
    }

    /** A number that is not whole goes as text in a list of one, exact to the bit, since JSON has no NaN. */
    private static String json(TableRow row) {
        ObjectNode object = Json.object().put("table", row.table());
        ArrayNode values = object.putArray("values");
        for (Object value : row.values()) {
            if (value == null) {
                values.addNull();
            } else if (value instanceof Long whole) {
                values.add(whole);
            } else if (value instanceof Double number) {
                values.addArray().add(Double.toHexString(number));
            } else {
                values.add((String) value);
            }
        }
        return object.toString();
    }

    private static TableRow row(Path file, byte[] json) {
        try {
            JsonNode object = Json.parse(json, "a row of the archive");
            List<@Nullable Object> values = new ArrayList<>();
            Json.array(object, "values").forEach(node -> values.add(value(node)));
            return new TableRow(Json.text(object, "table"), values);
        } catch (CorruptArtifactException e) {
            throw corrupt(file, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (!node.isArray()) {
            return node.asText();
        }
        try {
            return Double.valueOf(node.path(0).asText());
        } catch (NumberFormatException e) {
            throw new CorruptArtifactException("A number of the archive is none: " + e.getMessage(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** What is done with each part. */
    @FunctionalInterface
    private interface Sink<T> {
        void take(T part);
    }
}
