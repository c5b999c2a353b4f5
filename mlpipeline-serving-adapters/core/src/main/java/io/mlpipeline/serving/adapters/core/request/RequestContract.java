package io.mlpipeline.serving.adapters.core.request;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.etl.features.FittedFeatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields that one prediction takes, and which of them may be left out. Immutable and safe for use by many threads.
 *
 * <p>A field is optional if training rows lacked it, so that the model has learned what its absence means, or if the host said
 * that it is. The columns that name a series and its time never are.
 */
public final class RequestContract {
    private final Schema schema;
    private final Set<String> keys;
    private final Set<String> optional;

    private RequestContract(Schema schema, Set<String> keys, Set<String> optional) {
        this.schema = schema;
        this.keys = Set.copyOf(keys);
        this.optional = Set.copyOf(optional);
    }

    /**
     * The contract of fitted features.
     *
     * @param features the features
     * @param alsoOptional fields that callers may leave out although no training row lacked them
     * @return the contract
     * @throws IllegalArgumentException if such a field is unknown, or names a series or its time
     */
    public static RequestContract of(FittedFeatures features, Collection<String> alsoOptional) {
        Schema schema = features.requestSchema();
        Set<String> optional = new LinkedHashSet<>(schema.names());
        optional.removeIf(name -> !lackedInTraining(features.profile(), name));
        alsoOptional.forEach(
                name -> optional.add(schema.column(schema.indexOf(name)).name()));
        for (String axis : axes(features)) {
            if (alsoOptional.contains(axis)) {
                throw new IllegalArgumentException(
                        "Field '" + axis + "' tells which series and time a request is about; it cannot be optional");
            }
            optional.remove(axis);
        }
        return new RequestContract(schema, new LinkedHashSet<>(features.keyColumns()), optional);
    }

    private static List<String> axes(FittedFeatures features) {
        List<String> axes = new ArrayList<>(features.keyColumns());
        if (!features.timeColumn().isEmpty()) {
            axes.add(features.timeColumn());
        }
        return axes;
    }

    private static boolean lackedInTraining(DatasetProfile profile, String column) {
        return profile.column(column).filter(each -> each.missing() > 0).isPresent();
    }

    /**
     * The fields with their types.
     *
     * @return the schema of accepted rows
     */
    public Schema schema() {
        return schema;
    }

    /**
     * Whether a field may be left out.
     *
     * @param field a field of the schema
     * @return true if the model predicts without it
     */
    public boolean isOptional(String field) {
        return optional.contains(field);
    }

    /** Whether a field names a series. */
    boolean isKey(String field) {
        return keys.contains(field);
    }

    /**
     * Whether rows that keep this contract can be given to other features: every column that they ask for is here with its type.
     *
     * @param features other features
     * @return the columns that this contract lacks or types otherwise; empty if there are none
     */
    public List<Column> lackingFor(FittedFeatures features) {
        return features.requestSchema().columns().stream()
                .filter(column -> !schema.columns().contains(column))
                .toList();
    }

    /**
     * A reader of rows that have exactly the fields of this contract, in any order; optional ones may lack.
     *
     * @param layout the rows' schema
     * @return the reader
     * @throws InvalidRequestException if a field is unknown, lacks, or holds another type
     */
    public RequestReader reader(Schema layout) {
        return RequestReader.of(this, layout, true);
    }

    /**
     * A reader of rows that have the fields of this contract among others, which are ignored.
     *
     * @param layout the rows' schema
     * @return the reader
     * @throws InvalidRequestException if a field lacks or holds another type
     */
    public RequestReader readerIgnoringOthers(Schema layout) {
        return RequestReader.of(this, layout, false);
    }

    @Override
    public String toString() {
        return "RequestContract(" + schema + ", optional " + optional + ")";
    }
}
