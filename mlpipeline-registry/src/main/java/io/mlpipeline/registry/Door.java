package io.mlpipeline.registry;

import io.mlpipeline.registry.access.AccessRefusedException;
import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.CallerSource;
import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.version.ModelId;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * The way into one tenant. Every call to the registry passes here first: this is the one place where a role is checked, and the one
 * place where a name becomes the id of a model, always one of this tenant.
 */
final class Door {
    private final String tenant;
    private final CallerSource callers;
    private final Clock clock;
    private final BooleanSupplier closed;

    Door(String tenant, CallerSource callers, Clock clock, BooleanSupplier closed) {
        this.tenant = tenant;
        this.callers = callers;
        this.clock = clock;
        this.closed = closed;
    }

    /**
     * Lets a call in.
     *
     * @throws AccessRefusedException if the caller's role does not allow it
     * @throws IllegalStateException if the registry is closed
     */
    Caller admit(Operation operation) {
        if (closed.getAsBoolean()) {
            throw new IllegalStateException("The registry is closed; open it again");
        }
        Caller caller = callers.caller(tenant);
        if (!operation.isOpenTo(caller.role())) {
            throw new AccessRefusedException(caller.name() + " may not " + operation + " in tenant '" + tenant
                    + "': it takes the role " + operation.least() + ", the caller has " + caller.role());
        }
        return caller;
    }

    ModelId admit(Operation operation, String model) {
        admit(operation);
        return id(model);
    }

    ModelId id(String model) {
        return new ModelId(tenant, model);
    }

    Act act(Caller caller, Action action, String detail) {
        return new Act(caller.name(), action, detail, clock.instant());
    }

    String tenant() {
        return tenant;
    }

    Clock clock() {
        return clock;
    }
}
