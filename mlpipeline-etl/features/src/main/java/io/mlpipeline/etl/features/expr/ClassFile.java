package io.mlpipeline.etl.features.expr;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a class file (JVM specification, chapter 4) with a constructor and methods that do not branch: as much of the format as
 * {@link CodeGenerator} needs.
 */
final class ClassFile {
    private static final int VERSION = 52;
    private static final int FINAL_SUPER = 0x0030;
    private static final int PUBLIC = 0x0001;
    private static final int STATIC = 0x0008;

    private final Output constants = new Output();
    private final Map<String, Integer> known = new HashMap<>();
    private final List<Output> methods = new ArrayList<>();
    private final int self;
    private final int superclass;
    private final int contract;
    private int count = 1;

    ClassFile(String name, Class<?> contract) {
        this.self = classOf(name.replace('.', '/'));
        this.superclass = classOf("java/lang/Object");
        this.contract = classOf(internalName(contract));
        Body constructor = body(1);
        constructor.loadReference(0);
        constructor.emit(0xb7).word(method(superclass, "<init>", "()V")); // invokespecial
        addMethod("<init>", "()V", false, constructor);
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    Body body(int firstFreeLocal) {
        return new Body(firstFreeLocal);
    }

    void addMethod(String name, String descriptor, boolean isStatic, Body body) {
        Output method = new Output();
        method.word(isStatic ? STATIC : PUBLIC).word(utf8(name)).word(utf8(descriptor));
        body.emit(0xb1); // return
        byte[] code = body.code.toByteArray();
        method.word(1).word(utf8("Code")).number(12 + code.length);
        method.word(body.deepest).word(body.locals).number(code.length).bytes(code);
        method.word(0).word(0);
        methods.add(method);
    }

    byte[] toBytes() {
        Output file = new Output();
        file.number(0xCAFEBABE).word(0).word(VERSION).word(count).bytes(constants.toByteArray());
        file.word(FINAL_SUPER)
                .word(self)
                .word(superclass)
                .word(1)
                .word(contract)
                .word(0);
        file.word(methods.size());
        methods.forEach(each -> file.bytes(each.toByteArray()));
        return file.word(0).toByteArray();
    }

    private int utf8(String text) {
        return constant("u" + text, 1, entry -> entry.byte1(1).text(text));
    }

    private int classOf(String internalName) {
        int name = utf8(internalName);
        return constant("c" + internalName, 1, entry -> entry.byte1(7).word(name));
    }

    private int method(int owner, String name, String descriptor) {
        int itsName = utf8(name);
        int itsType = utf8(descriptor);
        int both = constant(
                "n" + itsName + ":" + itsType,
                1,
                entry -> entry.byte1(12).word(itsName).word(itsType));
        return constant(
                "m" + owner + ":" + both,
                1,
                entry -> entry.byte1(10).word(owner).word(both));
    }

    private int number(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return constant(
                "d" + bits,
                2,
                entry -> entry.byte1(6).number((int) (bits >>> 32)).number((int) bits));
    }

    private interface Entry {
        void write(Output out);
    }

    private int constant(String key, int slots, Entry entry) {
        Integer index = known.get(key);
        if (index != null) {
            return index;
        }
        int next = count;
        entry.write(constants);
        known.put(key, next);
        count += slots;
        if (count > 0xffff) {
            throw new IllegalStateException("Too many constants for one class");
        }
        return next;
    }

    /** The code of one method; it tracks the depth of the stack. */
    final class Body {
        private final Output code = new Output();
        private int locals;
        private int depth;
        private int deepest;

        private Body(int firstFreeLocal) {
            this.locals = firstFreeLocal;
        }

        int size() {
            return code.size();
        }

        private Output emit(int operation) {
            return code.byte1(operation);
        }

        private Body stack(int change) {
            depth += change;
            deepest = Math.max(deepest, depth);
            return this;
        }

        private Body local(int operation, int index) {
            emit(0xc4).byte1(operation).word(index); // wide
            return this;
        }

        Body loadReference(int local) {
            return local(0x19, local).stack(1);
        }

        Body loadDouble(int local) {
            return local(0x18, local).stack(2);
        }

        /** Stores into a new local. */
        int storeDouble() {
            int local = locals;
            locals += 2;
            local(0x39, local).stack(-2);
            return local;
        }

        Body push(int value) {
            if (value < Short.MIN_VALUE || value > Short.MAX_VALUE) {
                int constant = constant("i" + value, 1, entry -> entry.byte1(3).number(value));
                emit(0x13).word(constant); // ldc_w
            } else {
                emit(0x11).word(value); // sipush
            }
            return stack(1);
        }

        Body push(double value) {
            emit(0x14).word(number(value)); // ldc2_w
            return stack(2);
        }

        Body loadElement() {
            emit(0x31); // daload
            return stack(0);
        }

        Body loadReferenceElement() {
            emit(0x32); // aaload
            return stack(-1);
        }

        void storeElement() {
            emit(0x52); // dastore
            stack(-4);
        }

        /** A static function that returns a double. */
        void callStatic(Class<?> owner, String function, String descriptor, int argumentWords) {
            emit(0xb8).word(method(classOf(internalName(owner)), function, descriptor)); // invokestatic
            stack(2 - argumentWords);
        }

        /** A static method of this class that returns nothing. */
        void callOwn(String name, String descriptor, int argumentWords) {
            emit(0xb8).word(method(self, name, descriptor));
            stack(-argumentWords);
        }
    }

    /** Big-endian numbers. */
    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output byte1(int value) {
            bytes.write(value);
            return this;
        }

        Output word(int value) {
            return byte1(value >>> 8).byte1(value);
        }

        Output number(int value) {
            return word(value >>> 16).word(value);
        }

        Output bytes(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        Output text(String text) {
            try {
                new DataOutputStream(bytes).writeUTF(text);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int size() {
            return bytes.size();
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
