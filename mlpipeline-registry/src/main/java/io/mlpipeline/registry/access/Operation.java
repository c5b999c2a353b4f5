package io.mlpipeline.registry.access;

/** Everything that a registry can be asked to do, with the least role that may ask for it. */
public enum Operation {
    /** Any question about models, versions, history, approvals, aliases and runs; loading a bundle. */
    READ(Role.VIEWER),
    /** Adding a version. */
    REGISTER(Role.CONTRIBUTOR),
    /** Descriptions and tags. */
    ANNOTATE(Role.CONTRIBUTOR),
    /** Putting a version into staging. */
    STAGE(Role.CONTRIBUTOR),
    /** Asking that a version be approved. */
    REQUEST_APPROVAL(Role.CONTRIBUTOR),
    /** Adding a signature to a version; the key is what counts. */
    SIGN(Role.CONTRIBUTOR),
    /** Moving or removing an alias that is not protected. */
    MOVE_ALIAS(Role.CONTRIBUTOR),
    /** Recording runs of experiments. */
    TRACK(Role.CONTRIBUTOR),
    /** Approving and rejecting. */
    DECIDE(Role.APPROVER),
    /** Putting a version into production. */
    PROMOTE(Role.APPROVER),
    /** Bringing back an earlier production version. */
    ROLL_BACK(Role.APPROVER),
    /** Taking a version out of use. */
    ARCHIVE(Role.APPROVER),
    /** Moving or removing an alias that is protected. */
    MOVE_PROTECTED_ALIAS(Role.APPROVER),
    /** Protecting an alias, or ending that. */
    PROTECT_ALIAS(Role.ADMIN),
    /** Reading and verifying the audit log. */
    READ_AUDIT(Role.ADMIN),
    /** Deleting artifacts that nothing refers to. */
    COLLECT(Role.ADMIN),
    /** Writing the registry to an archive. */
    EXPORT(Role.ADMIN),
    /** Reading an archive into the registry. */
    IMPORT(Role.ADMIN);

    private final Role least;

    Operation(Role least) {
        this.least = least;
    }

    /**
     * The least role that may do it.
     *
     * @return the role
     */
    public Role least() {
        return least;
    }

    /**
     * Tells whether a role may do it.
     *
     * @param role the role
     * @return true if it is {@link #least} or more
     */
    public boolean isOpenTo(Role role) {
        return role.compareTo(least) >= 0;
    }
}
