package io.mlpipeline.registry.access;

/** The host's knowledge of who is calling, such as the security context of the request at hand. Safe for use by many threads. */
@FunctionalInterface
public interface CallerSource {
    /**
     * Tells who is calling now. It is asked at every call to the registry, before anything is read.
     *
     * @param tenant the tenant whose models the call is about
     * @return the caller with the role that it has in this tenant
     * @throws AccessRefusedException if it has none
     */
    Caller caller(String tenant);

    /**
     * One caller for every call: for a program that runs on behalf of one user.
     *
     * @param caller the caller
     * @return the source
     */
    static CallerSource always(Caller caller) {
        return tenant -> caller;
    }
}
