package io.mlpipeline.etl.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Compresses and decompresses pages. Snappy and Zstandard are called directly: the way through Hadoop's codecs reads Hadoop's
 * whole configuration first, which takes longer than a small file. The rest goes that way. Not thread-safe.
 */
final class Codecs implements CompressionCodecFactory {
    private static final int ZSTD_LEVEL = 3;

    private @Nullable CodecFactory others;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Compressor(codec, bytes -> bytes);
            case SNAPPY -> new Compressor(codec, Snappy::compress);
            case ZSTD -> new Compressor(codec, bytes -> Zstd.compress(bytes, ZSTD_LEVEL));
            default -> others().getCompressor(codec);
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Decompressor((bytes, size) -> bytes);
            case SNAPPY -> new Decompressor(Codecs::unsnap);
            case ZSTD -> new Decompressor(Codecs::unzstd);
            default -> others().getDecompressor(codec);
        };
    }

    private static byte[] unsnap(byte[] bytes, int size) throws IOException {
        byte[] plain = new byte[size];
        requireSize(Snappy.uncompress(bytes, 0, bytes.length, plain, 0), size);
        return plain;
    }

    private static byte[] unzstd(byte[] bytes, int size) throws IOException {
        byte[] plain = new byte[size];
        long length = Zstd.decompress(plain, bytes);
        if (Zstd.isError(length)) {
            throw new IOException("Zstandard: " + Zstd.getErrorName(length));
        }
        requireSize(length, size);
        return plain;
    }

    private static void requireSize(long length, int size) throws IOException {
        if (length != size) {
            throw new IOException("a page has " + length + " bytes instead of " + size);
        }
    }

    static byte[] bytes(BytesInput input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(input.size()));
        input.writeAllTo(bytes);
        return bytes.toByteArray();
    }

    private CodecFactory others() {
        CodecFactory factory = others;
        if (factory == null) {
            factory = new CodecFactory(new PlainParquetConfiguration(), 0);
            others = factory;
        }
        return factory;
    }

    @Override
    public void release() {
        if (others != null) {
            others.release();
        }
    }

    private interface Squeeze {
        byte[] apply(byte[] bytes) throws IOException;
    }

    private interface Unsqueeze {
        byte[] apply(byte[] bytes, int size) throws IOException;
    }

    private record Compressor(CompressionCodecName codec, Squeeze squeeze) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            return BytesInput.from(squeeze.apply(Codecs.bytes(bytes)));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {
            // holds nothing
        }
    }

    private record Decompressor(Unsqueeze unsqueeze) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(unsqueeze.apply(Codecs.bytes(bytes), size));
        }

        @Override
        public void decompress(ByteBuffer input, int compressed, ByteBuffer output, int size) throws IOException {
            byte[] bytes = new byte[compressed];
            input.get(bytes);
            output.put(unsqueeze.apply(bytes, size));
        }

        @Override
        public void release() {
            // holds nothing
        }
    }
}
