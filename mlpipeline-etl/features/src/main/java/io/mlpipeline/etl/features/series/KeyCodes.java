package io.mlpipeline.etl.features.series;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import java.util.List;

/**
 * Numbers the distinct keys of a stream of rows in the order in which they first appear. Missing values equal each other, and so do
 * the two zeros. Holds each distinct key once. Not thread-safe.
 *
 * <p>Each part's values are numbered, then pairs of numbers, so that no key is ever glued into a text.
 */
public final class KeyCodes {
    private final ColumnType[] types;
    private final TextCodes[] texts;
    private final LongCodes[] values;
    private final LongCodes[] pairs;

    private KeyCodes(ColumnType[] types) {
        this.types = types;
        this.texts = new TextCodes[types.length];
        this.values = new LongCodes[types.length];
        this.pairs = new LongCodes[types.length];
        for (int part = 0; part < types.length; part++) {
            texts[part] = new TextCodes();
            values[part] = LongCodes.hashed();
            pairs[part] = LongCodes.hashed();
        }
    }

    /**
     * For keys of some columns.
     *
     * @param types the types of the key's parts
     * @return codes that know no key yet
     */
    public static KeyCodes of(List<ColumnType> types) {
        return new KeyCodes(types.toArray(ColumnType[]::new));
    }

    /**
     * The number of a row's key.
     *
     * @param row any row
     * @param positions where the key's parts stand in it, of the declared types
     * @return from 0, without gaps
     */
    public int codeOf(Row row, int[] positions) {
        int code = 0;
        for (int part = 0; part < types.length; part++) {
            int value = valueOf(row, positions[part], part);
            code = part == 0 ? value : pairs[part].codeOf((long) code << Integer.SIZE | value);
        }
        return code;
    }

    private int valueOf(Row row, int position, int part) {
        return switch (types[part]) {
            case TEXT -> row.isMissing(position) ? texts[part].codeOfMissing() : texts[part].codeOf(row.text(position));
            case NUMBER -> values[part].codeOf(Double.doubleToLongBits(row.number(position) + 0.0));
            default -> values[part].codeOf(row.integer(position));
        };
    }
}
