package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The operators that mlpipeline brings. */
public final class BuiltInOperators implements OperatorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public BuiltInOperators() {}

    @Override
    public Map<String, Function<Form, Expression>> expressions() {
        Map<String, Function<Form, Expression>> readers = new LinkedHashMap<>();
        readers.put("column", ColumnValue::read);
        readers.put("clip", Clip::read);
        readers.put("fill-missing", FillMissing::read);
        readers.put("scaled", Scaled::read);
        readers.put("one-of-days", OneOfDays::read);
        readers.put("is-category", IsCategory::read);
        readers.put("category-number", CategoryNumber::read);
        readers.put("lag", Lag::read);
        putAll(readers, Binary.Kind.values(), Binary.Kind::operator, Binary::read);
        putAll(readers, UnaryFunction.Kind.values(), UnaryFunction.Kind::operator, UnaryFunction::read);
        putAll(readers, Impute.Statistic.values(), Impute.Statistic::operator, Impute::read);
        putAll(readers, Scale.Method.values(), Scale.Method::operator, Scale::read);
        putAll(readers, CalendarPart.Part.values(), CalendarPart.Part::operator, CalendarPart::read);
        putAll(readers, Rolling.Statistic.values(), Rolling.Statistic::operator, Rolling::read);
        return readers;
    }

    private interface Reader<K> {
        Expression read(K kind, Form form);
    }

    private static <K> void putAll(
            Map<String, Function<Form, Expression>> readers, K[] kinds, Function<K, String> name, Reader<K> reader) {
        for (K kind : kinds) {
            readers.put(name.apply(kind), form -> reader.read(kind, form));
        }
    }

    @Override
    public Map<String, Function<Form, Encoder>> encoders() {
        return Map.of("one-hot", OneHot::read, "frequency", Frequency::read);
    }
}
