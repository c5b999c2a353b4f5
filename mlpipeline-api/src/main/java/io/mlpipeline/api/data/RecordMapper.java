package io.mlpipeline.api.data;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps the host's own record class to rows and back.
 *
 * <p>A component becomes the column of the same name. {@code double}, {@code float} and their boxes become
 * {@link ColumnType#NUMBER}; {@code int}, {@code long}, {@code short} and their boxes {@link ColumnType#INTEGER};
 * {@code boolean} {@link ColumnType#BOOLEAN}; {@link String} and enums {@link ColumnType#TEXT}; {@link LocalDate}
 * {@link ColumnType#DATE}; {@link Instant} {@link ColumnType#TIMESTAMP}. A {@code null} component is a missing value.
 *
 * <p>Immutable and safe for use by many threads. The record's class must be accessible to this module: public, or opened to it.
 *
 * @param <T> the record type
 */
public final class RecordMapper<T extends Record> {
    private final Class<T> type;
    private final Schema schema;
    private final Method[] accessors;
    private final Class<?>[] componentTypes;
    private final Constructor<T> constructor;

    private RecordMapper(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.componentTypes =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        this.accessors =
                Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        this.schema = Schema.of(Arrays.stream(components).map(this::columnOf).toList());
        try {
            this.constructor = type.getDeclaredConstructor(componentTypes);
            this.constructor.setAccessible(true);
            for (Method accessor : accessors) {
                accessor.setAccessible(true);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Record " + type.getName() + " cannot be read by reflection. Make it public, or open its package",
                    e);
        }
    }

    /**
     * Creates the mapper of a record class.
     *
     * @param type a record class with at least one component, each of a supported type
     * @param <T> the record type
     * @return the mapper
     * @throws IllegalArgumentException if a component's type is not supported; the message names it
     */
    public static <T extends Record> RecordMapper<T> of(Class<T> type) {
        return new RecordMapper<>(type);
    }

    private Column columnOf(RecordComponent component) {
        return new Column(component.getName(), typeOf(component));
    }

    private ColumnType typeOf(RecordComponent component) {
        Class<?> raw = component.getType();
        if (List.of(double.class, Double.class, float.class, Float.class).contains(raw)) {
            return ColumnType.NUMBER;
        }
        if (List.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class)
                .contains(raw)) {
            return ColumnType.INTEGER;
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return ColumnType.BOOLEAN;
        }
        if (raw == String.class || raw.isEnum()) {
            return ColumnType.TEXT;
        }
        if (raw == LocalDate.class) {
            return ColumnType.DATE;
        }
        if (raw == Instant.class) {
            return ColumnType.TIMESTAMP;
        }
        throw new IllegalArgumentException(
                "Component '" + component.getName() + "' of record " + type.getName() + " has type " + raw.getName()
                        + ", which maps to no column type. Use double, int, long, boolean, String, an enum, LocalDate or Instant");
    }

    /**
     * The columns of the record, in the order of its components.
     *
     * @return the schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * Copies a record into a row.
     *
     * @param record the record
     * @param into a buffer with this mapper's {@link #schema()}
     * @return the buffer
     */
    public RowBuffer read(T record, RowBuffer into) {
        into.clear();
        for (int i = 0; i < accessors.length; i++) {
            Object value = componentOf(record, i);
            if (value != null) {
                set(into, i, value);
            }
        }
        return into;
    }

    private @Nullable Object componentOf(T record, int i) {
        try {
            return accessors[i].invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(
                    "Component '" + schema.column(i).name() + "' of " + type.getName() + " cannot be read", e);
        }
    }

    private void set(RowBuffer into, int i, Object value) {
        switch (schema.column(i).type()) {
            case NUMBER -> into.setNumber(i, ((Number) value).doubleValue());
            case INTEGER -> into.setInteger(i, ((Number) value).longValue());
            case BOOLEAN -> into.setInteger(i, (Boolean) value ? 1 : 0);
            case TEXT -> into.setText(i, value instanceof Enum<?> constant ? constant.name() : (String) value);
            case DATE -> into.setInteger(i, ((LocalDate) value).toEpochDay());
            case TIMESTAMP -> into.setInteger(i, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
        }
    }

    /**
     * Creates a record from a row.
     *
     * @param row a row with this mapper's {@link #schema()}
     * @return a new record
     * @throws IllegalArgumentException if a missing value meets a primitive component; the message names it
     */
    public T write(Row row) {
        @Nullable Object[] values = new Object[componentTypes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = valueOf(row, i);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("Record " + type.getName() + " refuses " + row + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Record " + type.getName() + " cannot be created", e);
        }
    }

    private @Nullable Object valueOf(Row row, int i) {
        Class<?> raw = componentTypes[i];
        if (row.isMissing(i)) {
            if (raw.isPrimitive() && raw != double.class && raw != float.class) {
                throw new IllegalArgumentException(
                        "Column '" + schema.column(i).name() + "' is missing, but component of " + type.getName()
                                + " is the primitive " + raw.getName() + ". Use its box to allow missing values");
            }
            return raw == double.class ? (Object) Double.NaN : raw == float.class ? (Object) Float.NaN : null;
        }
        return switch (schema.column(i).type()) {
            case NUMBER ->
                raw == float.class || raw == Float.class ? (Object) (float) row.number(i) : (Object) row.number(i);
            case INTEGER -> integer(raw, row.integer(i));
            case BOOLEAN -> row.integer(i) != 0;
            case TEXT -> raw.isEnum() ? constant(raw, row.text(i)) : row.text(i);
            case DATE -> LocalDate.ofEpochDay(row.integer(i));
            case TIMESTAMP -> Instant.EPOCH.plus(row.integer(i), ChronoUnit.MICROS);
        };
    }

    private static Object integer(Class<?> raw, long value) {
        if (raw == int.class || raw == Integer.class) {
            return Math.toIntExact(value);
        }
        return raw == short.class || raw == Short.class ? (Object) (short) value : (Object) value;
    }

    private Object constant(Class<?> raw, String name) {
        return Arrays.stream(raw.getEnumConstants())
                .filter(each -> ((Enum<?>) each).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no constant of " + raw.getName()));
    }
}
