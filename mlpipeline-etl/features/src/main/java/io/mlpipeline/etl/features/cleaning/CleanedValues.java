package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.operator.ColumnValue;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cleaned values as expressions of the uncleaned row, composed step by step. */
final class CleanedValues {
    private final Map<String, Expression> expressions = new LinkedHashMap<>();
    private final Set<String> unsayable = new HashSet<>();

    private final Schema schema;

    CleanedValues(Schema schema, List<CleaningStep> steps) {
        this.schema = schema;
        steps.forEach(this::add);
    }

    Map<String, Expression> expressions() {
        return Collections.unmodifiableMap(expressions);
    }

    private void add(CleaningStep step) {
        if (step instanceof ReplaceNumber replace) {
            requireSayable(step, replace.reads());
            requireUncleaned(step, replace.column(), replace.reads());
            expressions.put(
                    replace.column(), replace.on(valueOf(replace.column())).orElseThrow());
        } else if (step instanceof FlagRow flag) {
            addFlag(flag);
        } else if (step instanceof ForwardFill forward) {
            unsayable.add(forward.column());
        } else if (step instanceof RowStep row && !(step instanceof RemoveRow)) {
            unsayable.add(row.column());
        }
    }

    private void addFlag(FlagRow flag) {
        if (flag.reads().stream().anyMatch(unsayable::contains) || !isNumber(flag)) {
            unsayable.add(flag.flag());
            return;
        }
        requireUncleaned(flag, flag.column(), flag.reads());
        expressions.put(flag.flag(), flag.test().on(valueOf(flag.column())).orElseThrow());
    }

    private boolean isNumber(FlagRow flag) {
        ColumnType type = schema.contains(flag.column()) ? schema.typeOf(flag.column()) : ColumnType.BOOLEAN;
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER || type == ColumnType.BOOLEAN;
    }

    private Expression valueOf(String column) {
        Expression known = expressions.get(column);
        return known == null ? new ColumnValue(column) : known;
    }

    private void requireSayable(CleaningStep step, Set<String> reads) {
        reads.stream().filter(unsayable::contains).findFirst().ifPresent(column -> {
            throw new IllegalStateException("Step '" + step.name() + "' reads column '" + column
                    + "', whose cleaned value no expression of numbers says. Clean the rows with liveCleaner()");
        });
    }

    /** Groups are made by uncleaned columns here, so a column that makes groups must not be replaced before. */
    private void requireUncleaned(CleaningStep step, String own, Set<String> reads) {
        reads.stream()
                .filter(column -> !column.equals(own) && expressions.containsKey(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalStateException("Step '" + step.name() + "' groups by column '" + column
                            + "', which a step before it replaces. Clean the rows with liveCleaner()");
                });
    }
}
