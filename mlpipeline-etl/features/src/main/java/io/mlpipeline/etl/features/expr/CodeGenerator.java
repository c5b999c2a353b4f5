package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Row;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Turns expressions into one class of straight-line code: each distinct {@link Inlined} node is a call of its static function into
 * a local variable. The just-in-time compiler inlines them, which a loop over operators cannot reach.
 *
 * <p>Nothing branches in the generated methods themselves, so they need no stack maps. Methods are kept below the size from which
 * HotSpot no longer compiles; a node that two of them need is computed in both.
 */
final class CodeGenerator {
    private static final int ENOUGH = 3_000;
    private static final int TOO_LARGE = 8_000;
    private static final String METHOD = "("
            + Row.class.descriptorString()
            + double[].class.descriptorString()
            + double[].class.descriptorString()
            + double[][].class.descriptorString()
            + ")V";
    private static final int ROW = 0;
    private static final int REGISTERS = 1;
    private static final int OUT = 2;
    private static final int TABLES = 3;
    private static final int FIRST_FREE = 4;

    private final Scope scope;
    private final ToIntFunction<Expression> registerOf;
    private final List<double[]> tables;
    private final ClassFile file = new ClassFile(CodeGenerator.class.getPackageName() + ".GeneratedCode", Code.class);
    private Map<Object, Integer> locals = new HashMap<>();
    private ClassFile.Body body;

    private CodeGenerator(Scope scope, ToIntFunction<Expression> registerOf, List<double[]> tables) {
        this.scope = scope;
        this.registerOf = registerOf;
        this.tables = tables;
        this.body = file.body(FIRST_FREE);
    }

    /**
     * Makes the code.
     *
     * @param expressions one for each output
     * @param scope what they are bound to
     * @param registerOf where the code finds the value of a node that it does not compute itself
     * @param tables receives the tables that the code is to be called with
     * @throws ReflectiveOperationException if this virtual machine defines no classes at run time
     */
    static Code generate(
            List<Expression> expressions, Scope scope, ToIntFunction<Expression> registerOf, List<double[]> tables)
            throws ReflectiveOperationException {
        byte[] bytes = new CodeGenerator(scope, registerOf, tables).classOf(expressions);
        return (Code) MethodHandles.lookup()
                .defineHiddenClass(bytes, true)
                .lookupClass()
                .getDeclaredConstructor()
                .newInstance();
    }

    /** Whether the code computes a node itself. */
    static boolean computes(Expression expression, Scope scope) {
        return expression instanceof Inlined inlined
                && inlined.call(scope).owner().getClassLoader() == CodeGenerator.class.getClassLoader();
    }

    private byte[] classOf(List<Expression> expressions) {
        int parts = 0;
        for (int i = 0; i < expressions.size(); i++) {
            if (body.size() > ENOUGH) {
                finish("part" + parts++);
            }
            int value = localOf(expressions.get(i));
            body.loadReference(OUT).push(i).loadDouble(value).storeElement();
        }
        finish("part" + parts++);
        ClassFile.Body run = file.body(FIRST_FREE + 1);
        for (int part = 0; part < parts; part++) {
            for (int argument = ROW; argument <= TABLES; argument++) {
                run.loadReference(argument + 1); // behind "this"
            }
            run.callOwn("part" + part, METHOD, TABLES + 1);
        }
        file.addMethod("run", METHOD, false, run);
        return file.toBytes();
    }

    private void finish(String name) {
        if (body.size() > TOO_LARGE) {
            throw new IllegalStateException("One feature needs " + body.size() + " bytes of code");
        }
        file.addMethod(name, METHOD, true, body);
        body = file.body(FIRST_FREE);
        locals = new HashMap<>();
    }

    /** The local variable of an expression or a call. */
    private int localOf(Object wanted) {
        Integer known = locals.get(wanted);
        if (known != null) {
            return known;
        }
        if (wanted instanceof StaticCall call) {
            call(call);
        } else if (wanted instanceof Expression expression && computes(expression, scope)) {
            call(((Inlined) expression).call(scope));
        } else {
            body.loadReference(REGISTERS)
                    .push(registerOf.applyAsInt((Expression) wanted))
                    .loadElement();
        }
        int local = body.storeDouble();
        locals.put(wanted, local);
        return local;
    }

    private void call(StaticCall call) {
        for (Object argument : call.arguments()) {
            if (isOperand(argument)) {
                localOf(argument);
            }
        }
        StringBuilder descriptor = new StringBuilder("(");
        int words = 0;
        for (Object argument : call.arguments()) {
            descriptor.append(push(argument));
            words += isOperand(argument) || argument instanceof Double ? 2 : 1;
        }
        body.callStatic(call.owner(), call.function(), descriptor.append(")D").toString(), words);
    }

    private static boolean isOperand(Object argument) {
        return argument instanceof Expression || argument instanceof StaticCall;
    }

    private String push(Object argument) {
        if (isOperand(argument)) {
            body.loadDouble(localOf(argument));
            return "D";
        }
        if (argument instanceof Double number) {
            body.push(number);
            return "D";
        }
        if (argument instanceof Integer number) {
            body.push(number);
            return "I";
        }
        if (argument instanceof StaticCall.Table table) {
            body.loadReference(TABLES).push(tables.size()).loadReferenceElement();
            tables.add(table.values().stream().mapToDouble(Double::doubleValue).toArray());
            return "[D";
        }
        body.loadReference(ROW);
        return Row.class.descriptorString();
    }
}
