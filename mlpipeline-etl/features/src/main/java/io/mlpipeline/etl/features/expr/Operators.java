package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.error.IncompatibleVersionException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads expressions from their JSON form with every {@link OperatorProvider} that a class loader sees. Immutable. */
public final class Operators {
    private final Map<String, Function<Form, Expression>> expressions = new TreeMap<>();
    private final Map<String, Function<Form, Encoder>> encoders = new TreeMap<>();

    private Operators(Iterable<OperatorProvider> providers) {
        for (OperatorProvider provider : providers) {
            provider.expressions().forEach((name, reader) -> putOnce(expressions, name, reader));
            provider.encoders().forEach((name, reader) -> putOnce(encoders, name, reader));
        }
    }

    private static <T> void putOnce(Map<String, T> readers, String name, T reader) {
        if (readers.put(name, reader) != null) {
            throw new IllegalStateException(
                    "Two operator providers on the class path define the operator '" + name + "'");
        }
    }

    /**
     * The operators on the class path of this library.
     *
     * @return all operators found
     */
    public static Operators installed() {
        return new Operators(ServiceLoader.load(OperatorProvider.class, Operators.class.getClassLoader()));
    }

    /**
     * The names of all operators found, expressions and encoders.
     *
     * @return the names, sorted
     */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(expressions.keySet());
        names.addAll(encoders.keySet());
        return names;
    }

    /**
     * Reads an expression.
     *
     * @param form its JSON form
     * @return the expression
     * @throws IncompatibleVersionException if the operator is unknown
     */
    public Expression expression(Form form) {
        return read(expressions, form.bindTo(this));
    }

    /**
     * Reads an encoder.
     *
     * @param form its JSON form
     * @return the encoder
     * @throws IncompatibleVersionException if the operator is unknown
     */
    public Encoder encoder(Form form) {
        return read(encoders, form.bindTo(this));
    }

    private static <T> T read(Map<String, Function<Form, T>> readers, Form form) {
        Function<Form, T> reader = readers.get(form.operator());
        if (reader == null) {
            throw new IncompatibleVersionException("Unknown operator '" + form.operator() + "'; known are "
                    + readers.keySet() + ". Add the jar that defines it, or upgrade mlpipeline");
        }
        return reader.apply(form);
    }
}
