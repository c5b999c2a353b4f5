package io.mlpipeline.etl.store.training;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.etl.store.online.OnlineFeatures;
import io.mlpipeline.etl.store.online.OnlineRead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The feature vector of a live request: its own columns and what the online store knows of its entities, through the kernel that
 * made the training rows. Values that are absent or expired are missing, as they are in a training row for which nothing was
 * known. Safe for use by many threads.
 */
public final class OnDemandFeatures {
    private final FittedFeatures features;
    private final List<OnlineFeatures> groups;
    private final Schema row;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final ConcurrentLinkedDeque<Kernel> kernels = new ConcurrentLinkedDeque<>();

    /** Where a column comes from: a group's read. */
    private record Source(int group, int column) {}

    private OnDemandFeatures(FittedFeatures features, List<OnlineFeatures> groups) {
        this.features = features;
        this.groups = groups;
        this.row = features.requestSchema();
        for (int group = 0; group < groups.size(); group++) {
            Schema given = groups.get(group).view().schema();
            for (int column = 0; column < given.size(); column++) {
                add(given.column(column).name(), new Source(group, column), given);
            }
        }
    }

    private void add(String name, Source source, Schema given) {
        if (row.names().contains(name)) {
            if (row.typeOf(name) != given.typeOf(name)) {
                throw new IllegalArgumentException("Feature '" + name + "' of the store holds " + given.typeOf(name)
                        + ", the model was trained with " + row.typeOf(name));
            }
            if (sources.put(name, source) != null) {
                throw new IllegalArgumentException(
                        "Two feature views give '" + name + "'; give one of them a prefix(..)");
            }
        }
    }

    /**
     * Computes features from requests and groups.
     *
     * @param features what the model was trained with
     * @param groups read in one call each for every request
     * @return the features
     * @throws IllegalArgumentException if two views give the same column, or one of another type than in training
     */
    public static OnDemandFeatures of(FittedFeatures features, List<OnlineFeatures> groups) {
        return new OnDemandFeatures(features, List.copyOf(groups));
    }

    /**
     * The columns that a request gives itself, beside the keys of the views.
     *
     * @return their names, possibly none
     */
    public List<String> requestColumns() {
        return row.names().stream().filter(name -> !sources.containsKey(name)).toList();
    }

    /**
     * Computes the vector of a request.
     *
     * @param request a row with the {@link #requestColumns()} and the keys of the views
     * @param history where windows find the past; {@link History#none()} without windows
     * @return the vector and what was read
     * @throws IllegalArgumentException if the request lacks a column
     */
    public Vector compute(Row request, History history) {
        List<OnlineRead> reads = new ArrayList<>(groups.size());
        for (OnlineFeatures group : groups) {
            reads.add(group.read(request));
        }
        RowBuffer filled = RowBuffer.of(row);
        for (int i = 0; i < row.size(); i++) {
            String name = row.column(i).name();
            Source source = sources.get(name);
            if (source == null) {
                filled.copyValue(request, request.schema().indexOf(name), i);
            } else {
                filled.copyValue(reads.get(source.group()).values(), source.column(), i);
            }
        }
        double[] vector = new double[features.names().size()];
        Kernel pooled = kernels.pollFirst();
        Kernel kernel = pooled == null ? features.kernel() : pooled;
        kernel.transform(filled, history, vector);
        kernels.addFirst(kernel);
        return new Vector(vector, reads);
    }

    /** A feature vector and what was known when it was computed. */
    public static final class Vector {
        private final double[] values;
        private final List<OnlineRead> reads;

        private Vector(double[] values, List<OnlineRead> reads) {
            this.values = values;
            this.reads = List.copyOf(reads);
        }

        /**
         * The features in the order of {@link FittedFeatures#names()}.
         *
         * @return a new array
         */
        public double[] values() {
            return values.clone();
        }

        /**
         * What was read of each group.
         *
         * @return in the order of the groups
         */
        public List<OnlineRead> reads() {
            return reads;
        }
    }
}
