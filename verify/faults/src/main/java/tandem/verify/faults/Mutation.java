package tandem.verify.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plants a bug in a packaged service: a Java agent that replaces a piece of one string constant of one class, such as a predicate
 * of an SQL statement. The service's code stays as it is, so no switch that breaks it can ever be shipped.
 *
 * @param className binary name with slashes
 * @param from what stands in the constant; a plant that finds nothing leaves no {@code trace} and is reported as such
 * @param to what stands there instead
 * @param trace file written when the constant was replaced
 */
record Mutation(String className, String from, String to, Path trace) implements ClassFileTransformer {

    /** Called by the JVM; the argument is what {@link #argument()} wrote. */
    @SuppressWarnings("unused") // by the JVM, through the manifest
    public static void premain(String argument, Instrumentation instrumentation) {
        instrumentation.addTransformer(parse(argument));
    }

    String argument() {
        return String.join(",", encode(className), encode(from), encode(to), encode(trace.toString()));
    }

    static Mutation parse(String argument) {
        var parts = argument.split(",", 4);
        return new Mutation(decode(parts[0]), decode(parts[1]), decode(parts[2]), Path.of(decode(parts[3])));
    }

    boolean isPlanted() {
        return Files.exists(trace);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        return className.equals(name) ? mutate(bytes) : null;
    }

    byte @Nullable [] mutate(byte[] bytes) {
        var replaced = new AtomicInteger();
        var classFile = ClassFile.of();
        var mutated = classFile.transformClass(
                classFile.parse(bytes), ClassTransform.transformingMethodBodies((code, element) -> {
                    var constant = constant(element);
                    if (constant != null && constant.contains(from)) {
                        code.loadConstant(constant.replace(from, to));
                        replaced.incrementAndGet();
                    } else {
                        code.with(element);
                    }
                }));
        if (replaced.get() == 0) {
            return null;
        }
        try {
            Files.writeString(trace, className + ": " + replaced + " replaced\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mutated;
    }

    private static @Nullable String constant(CodeElement element) {
        return element instanceof LoadConstantInstruction load && load.constantEntry() instanceof StringEntry text
                ? text.stringValue()
                : null;
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
