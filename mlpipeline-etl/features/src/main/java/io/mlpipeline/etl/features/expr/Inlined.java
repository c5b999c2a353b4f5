package io.mlpipeline.etl.features.expr;

/** An operator that is a static function of its operands, which a {@link Program} that runs hot calls directly. */
public interface Inlined extends Expression {
    /**
     * The function and its arguments; it must give the same bits as the {@linkplain #bind bound} expression.
     *
     * @param scope the row's columns and the slots of windows
     * @return the call
     */
    StaticCall call(Scope scope);
}
