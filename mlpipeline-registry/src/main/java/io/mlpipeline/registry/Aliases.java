package io.mlpipeline.registry;

import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.store.GovernanceStore;
import io.mlpipeline.registry.store.GovernanceStore.AliasChange;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.UnknownVersionException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Names that point to versions, such as {@code champion} and {@code challenger}. A version may have many, an alias points to one
 * version at a time and moves in one step. Who may move a protected alias is a matter of the role. Safe for use by many threads.
 */
public final class Aliases {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,127}");

    private final MetadataStore metadata;
    private final GovernanceStore store;
    private final Door door;
    private final UnaryOperator<ModelVersion> known;

    Aliases(MetadataStore metadata, Door door, UnaryOperator<ModelVersion> known) {
        this.metadata = metadata;
        this.store = metadata.governance();
        this.door = door;
        this.known = known;
    }

    /**
     * Points an alias to a version.
     *
     * @param version a version of this registry
     * @param alias 1 to 128 of a-z, 0-9, '.', '_' and '-', beginning with a letter
     * @throws io.mlpipeline.registry.access.AccessRefusedException if the alias is protected and the caller may not move it
     * @throws UnknownVersionException if this registry has no such version
     */
    public void set(ModelVersion version, String alias) {
        Caller caller = door.admit(Operation.MOVE_ALIAS);
        require(alias);
        ModelId model = door.id(version.name());
        int number = known.apply(version).version();
        var act = door.act(caller, Action.ALIAS_SET, alias);
        boolean privileged = mayMoveProtected(caller);
        if (store.setAlias(model, alias, number, privileged, act) == AliasChange.PROTECTED) {
            door.admit(Operation.MOVE_PROTECTED_ALIAS);
        }
    }

    /**
     * Removes an alias.
     *
     * @param name the model's name
     * @param alias the alias
     * @return false if there is no such alias
     * @throws io.mlpipeline.registry.access.AccessRefusedException if the alias is protected and the caller may not move it
     */
    public boolean remove(String name, String alias) {
        Caller caller = door.admit(Operation.MOVE_ALIAS);
        require(alias);
        var act = door.act(caller, Action.ALIAS_REMOVED, alias);
        AliasChange change = store.removeAlias(door.id(name), alias, mayMoveProtected(caller), act);
        if (change == AliasChange.PROTECTED) {
            door.admit(Operation.MOVE_PROTECTED_ALIAS);
        }
        return change == AliasChange.DONE;
    }

    /**
     * Lists the aliases of a model.
     *
     * @param name the model's name
     * @return the versions' numbers by alias; empty if there is no such model
     */
    public SortedMap<String, Integer> of(String name) {
        return store.aliases(door.admit(Operation.READ, name));
    }

    /**
     * Finds the version that an alias points to.
     *
     * @param name the model's name
     * @param alias the alias
     * @return the version; empty if there is no such alias
     */
    public Optional<ModelVersion> find(String name, String alias) {
        ModelId model = door.admit(Operation.READ, name);
        require(alias);
        OptionalInt number = store.aliased(model, alias);
        return number.isPresent() ? metadata.find(model, number.getAsInt()) : Optional.empty();
    }

    /**
     * Protects an alias of a model from callers that may not move protected ones. It need not be set.
     *
     * @param name the model's name
     * @param alias the alias
     * @throws UnknownVersionException if there is no such model
     */
    public void protect(String name, String alias) {
        protect(name, alias, true, Action.ALIAS_PROTECTED);
    }

    /**
     * Ends the protection of an alias.
     *
     * @param name the model's name
     * @param alias the alias
     * @throws UnknownVersionException if there is no such model
     */
    public void unprotect(String name, String alias) {
        protect(name, alias, false, Action.ALIAS_UNPROTECTED);
    }

    /**
     * Lists the protected aliases of a model.
     *
     * @param name the model's name
     * @return the names, whether set or not
     */
    public SortedSet<String> protectedOf(String name) {
        return store.protectedAliases(door.admit(Operation.READ, name));
    }

    private void protect(String name, String alias, boolean isProtected, Action action) {
        Caller caller = door.admit(Operation.PROTECT_ALIAS);
        require(alias);
        ModelId model = door.id(name);
        if (!store.protectAlias(model, alias, isProtected, door.act(caller, action, alias))) {
            throw new UnknownVersionException("There is no model '" + name + "'; register a version first");
        }
    }

    private static boolean mayMoveProtected(Caller caller) {
        return Operation.MOVE_PROTECTED_ALIAS.isOpenTo(caller.role());
    }

    private static void require(String alias) {
        if (!NAME.matcher(alias).matches()) {
            throw new IllegalArgumentException(
                    "The alias '" + Labels.printable(alias) + "' is not valid: use 1 to 128 of a-z, 0-9,"
                            + " '.', '_' and '-', beginning with a letter, such as champion");
        }
    }
}
