package io.mlpipeline.registry.access;

/** What a caller may do in a tenant, from least to most: each role may do what those before it may. */
public enum Role {
    /** Looks, and loads models. */
    VIEWER,
    /** Registers versions, tracks runs, asks for approval. */
    CONTRIBUTOR,
    /** Decides what goes into production. */
    APPROVER,
    /** Protects aliases, reads the audit log, moves whole registries. */
    ADMIN
}
