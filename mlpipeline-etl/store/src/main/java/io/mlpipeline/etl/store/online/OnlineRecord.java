package io.mlpipeline.etl.store.online;

/**
 * The values of one entity.
 *
 * @param key the entity; any text without unpaired surrogates
 * @param stamp how new the values are
 * @param values the encoded values, which nobody changes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on without a copy; records are compared by nobody
public record OnlineRecord(String key, Stamp stamp, byte[] values) {}
