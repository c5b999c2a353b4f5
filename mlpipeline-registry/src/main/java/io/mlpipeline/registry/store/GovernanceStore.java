package io.mlpipeline.registry.store;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.version.Approval;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.VersionSignature;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Keeps approvals, aliases and signatures, with the promises of {@link MetadataStore}. Which caller may do what is not its
 * concern, with one exception: whether an alias is protected is decided in the transaction that moves it.
 */
public interface GovernanceStore {
    /**
     * Adds an approval, and moves the model's revision on: a promotion that was decided before is decided again.
     *
     * @param model the model
     * @param version the number
     * @param approval what was asked for or decided
     * @param act who does it
     * @return false if there is no such version
     */
    boolean approve(ModelId model, int version, Approval approval, Act act);

    /**
     * Lists the approvals of a version.
     *
     * @param model the model
     * @param version the number
     * @return all of them, oldest first
     */
    List<Approval> approvals(ModelId model, int version);

    /**
     * Sets an alias, in one step if another version had it.
     *
     * @param model the model
     * @param name the alias
     * @param version the number
     * @param alsoProtected whether it may be moved even if it is protected
     * @param act who does it
     * @return what came of it
     */
    AliasChange setAlias(ModelId model, String name, int version, boolean alsoProtected, Act act);

    /**
     * Removes an alias.
     *
     * @param model the model
     * @param name the alias
     * @param alsoProtected whether it may be removed even if it is protected
     * @param act who does it
     * @return what came of it
     */
    AliasChange removeAlias(ModelId model, String name, boolean alsoProtected, Act act);

    /**
     * Lists the aliases of a model.
     *
     * @param model the model
     * @return the versions' numbers by alias
     */
    SortedMap<String, Integer> aliases(ModelId model);

    /**
     * Finds the version that has an alias.
     *
     * @param model the model
     * @param name the alias
     * @return the number; empty if there is none
     */
    OptionalInt aliased(ModelId model, String name);

    /**
     * Protects an alias, or ends that. It need not be set.
     *
     * @param model the model
     * @param name the alias
     * @param isProtected whether it will be protected
     * @param act who does it
     * @return false if there is no such model
     */
    boolean protectAlias(ModelId model, String name, boolean isProtected, Act act);

    /**
     * Lists the protected aliases of a model.
     *
     * @param model the model
     * @return their names
     */
    SortedSet<String> protectedAliases(ModelId model);

    /**
     * Adds a signature, in place of an older one by the same key, and moves the model's revision on.
     *
     * @param model the model
     * @param version the number
     * @param signature the signature
     * @param act who does it
     * @return false if there is no such version
     */
    boolean sign(ModelId model, int version, VersionSignature signature, Act act);

    /**
     * Lists the signatures of a version.
     *
     * @param model the model
     * @param version the number
     * @return all of them, by the key's id
     */
    List<VersionSignature> signatures(ModelId model, int version);

    /** What came of a wish to change an alias. */
    enum AliasChange {
        /** Done. */
        DONE,
        /** There is no such version, or no such alias. */
        UNKNOWN,
        /** The alias is protected; nothing was changed. */
        PROTECTED
    }
}
