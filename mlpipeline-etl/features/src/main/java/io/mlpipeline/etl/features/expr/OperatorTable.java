package io.mlpipeline.etl.features.expr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Collects the readers of an {@link OperatorProvider} by name. Not thread-safe.
 *
 * @param <T> what is read, such as {@link Expression}
 */
public final class OperatorTable<T> {
    private final Map<String, Function<Form, T>> readers = new LinkedHashMap<>();

    /** Creates an empty table. */
    public OperatorTable() {}

    /**
     * Reads an operator that comes in several kinds.
     *
     * @param <K> the kinds, an enum as a rule
     * @param <T> what is read
     */
    @FunctionalInterface
    public interface KindReader<K, T> {
        /**
         * Reads a form.
         *
         * @param kind the kind that the operator's name stands for
         * @param form the form
         * @return what it says
         */
        T read(K kind, Form form);
    }

    /**
     * Adds a reader.
     *
     * @param name the operator's name, lower-case with hyphens
     * @param reader the reader
     * @return this table
     */
    public OperatorTable<T> add(String name, Function<Form, T> reader) {
        if (readers.put(name, reader) != null) {
            throw new IllegalStateException("The operator '" + name + "' is added twice");
        }
        return this;
    }

    /**
     * Adds a reader for each kind of an operator.
     *
     * @param <K> the kinds
     * @param kinds all kinds
     * @param name the operator's name for a kind
     * @param reader the reader
     * @return this table
     */
    public <K> OperatorTable<T> addAll(K[] kinds, Function<K, String> name, KindReader<K, T> reader) {
        for (K kind : kinds) {
            add(name.apply(kind), form -> reader.read(kind, form));
        }
        return this;
    }

    /**
     * What was added.
     *
     * @return the readers by name, in order
     */
    public Map<String, Function<Form, T>> readers() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(readers));
    }
}
