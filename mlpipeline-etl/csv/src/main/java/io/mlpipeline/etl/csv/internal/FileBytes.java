package io.mlpipeline.etl.csv.internal;

import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.SourceFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.GZIPInputStream;

/** Opens files as plain bytes. */
final class FileBytes {
    private static final int BUFFER = 1 << 16;

    private FileBytes() {}

    static boolean isCompressed(SourceFile file) {
        return file.name().endsWith(".gz");
    }

    static InputStream open(SourceFile file) throws IOException {
        return open(file, FilePart.WHOLE);
    }

    /** The bytes of a part; a compressed file has but one. */
    static InputStream open(SourceFile file, FilePart part) throws IOException {
        SeekableByteChannel channel = file.open();
        try {
            InputStream bytes = Channels.newInputStream(channel.position(part.start()));
            return isCompressed(file)
                    ? new GZIPInputStream(bytes, BUFFER)
                    : new Limited(bytes, part.end() - part.start());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Ends after a number of bytes. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
