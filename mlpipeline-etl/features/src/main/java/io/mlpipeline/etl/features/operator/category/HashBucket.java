package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Murmur3;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.Set;

/**
 * The bucket that a category, or a combination of categories, falls into by its hash; nothing is learned, and unseen categories
 * need no special case. The hash is {@link Murmur3} of the first column's UTF-8 bytes, which starts from the seed; that of each
 * further column starts from the one before; the bucket is the unsigned remainder. Missing if one of the categories is.
 *
 * @param names the names of text columns of the row, at least one
 * @param buckets how many buckets, at least 2
 * @param seed 32 bits from which the hash starts
 */
public record HashBucket(List<String> names, int buckets, int seed) implements Expression {
    /** Checks the buckets. */
    public HashBucket {
        names = List.copyOf(names);
        if (names.isEmpty() || buckets < 2) {
            throw new IllegalArgumentException(
                    "Hashing needs a column and at least 2 buckets, got " + names + " and " + buckets);
        }
    }

    static HashBucket read(Form form) {
        return new HashBucket(
                form.texts("columns"), Math.toIntExact(form.integer("buckets")), Math.toIntExact(form.integer("seed")));
    }

    @Override
    public Form form() {
        return Form.of("hash-bucket")
                .withTexts("columns", names)
                .with("buckets", buckets)
                .with("seed", seed);
    }

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    public Set<String> columns() {
        return Set.copyOf(names);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int[] positions =
                names.stream().mapToInt(each -> Texts.positionOf(each, scope)).toArray();
        return (row, windows) -> {
            int hash = seed;
            for (int position : positions) {
                if (row.isMissing(position)) {
                    return Double.NaN;
                }
                hash = Murmur3.of(row.text(position), hash);
            }
            return Integer.remainderUnsigned(hash, buckets);
        };
    }
}
