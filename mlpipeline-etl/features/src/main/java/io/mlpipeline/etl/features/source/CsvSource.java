package io.mlpipeline.etl.features.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * CSV files with a header line each (RFC 4180), plain or compressed with gzip.
 *
 * <p>Fields may be quoted and may then hold delimiters, doubled quotes and line breaks; lines end in LF, CRLF or CR. A byte
 * order mark is skipped. Unless told otherwise: comma, double quote, UTF-8. Bytes that are not valid in the declared
 * charset are refused, never replaced. Immutable; the {@code with} methods return changed copies.
 */
public final class CsvSource extends FileSource {
    private static final long serialVersionUID = 1L;

    private final char delimiter;
    private final char quote;
    private final String charset;

    private CsvSource(SourceSchema schema, List<String> paths, char delimiter, char quote, String charset) {
        super(schema, paths);
        this.delimiter = delimiter;
        this.quote = quote;
        this.charset = charset;
        if (delimiter == quote || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException(
                    "The delimiter '" + delimiter + "' must differ from the quote '" + quote + "' and the line end");
        }
    }

    /**
     * Declares files to read.
     *
     * @param schema what they look like
     * @param paths files, folders (their files ending in .csv or .csv.gz) or glob patterns, as paths or URIs
     * @return a source
     * @throws IllegalArgumentException if there is no path
     */
    public static CsvSource of(SourceSchema schema, String... paths) {
        return new CsvSource(schema, list(paths), ',', '"', StandardCharsets.UTF_8.name());
    }

    /**
     * Separates fields by another character.
     *
     * @param other such as {@code ';'} or a tab
     * @return a changed copy
     */
    public CsvSource withDelimiter(char other) {
        return new CsvSource(schema(), paths(), other, quote, charset);
    }

    /**
     * Quotes fields by another character.
     *
     * @param other such as {@code '\''}
     * @return a changed copy
     */
    public CsvSource withQuote(char other) {
        return new CsvSource(schema(), paths(), delimiter, other, charset);
    }

    /**
     * Declares how the files' bytes are to be read.
     *
     * @param other such as {@link StandardCharsets#ISO_8859_1}
     * @return a changed copy
     */
    public CsvSource withCharset(Charset other) {
        return new CsvSource(schema(), paths(), delimiter, quote, other.name());
    }

    /**
     * What separates fields.
     *
     * @return the delimiter
     */
    public char delimiter() {
        return delimiter;
    }

    /**
     * What encloses fields.
     *
     * @return the quote
     */
    public char quote() {
        return quote;
    }

    /**
     * How bytes are read.
     *
     * @return the charset
     */
    public Charset charset() {
        return Charset.forName(charset);
    }

    @Override
    public List<String> endings() {
        return List.of(".csv", ".csv.gz");
    }
}
