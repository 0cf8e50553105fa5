package tandem.verify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationTest {

    @TempDir
    Path folder;

    /** Holds the constant that the tests change. */
    static class Sample {
        String query() {
            return "select 1 from seats where taken < capacity";
        }
    }

    @Test
    void replacesAPieceOfAConstantAndLeavesATrace() throws Exception {
        var mutation = new Mutation("Sample", "taken < capacity", "true", folder.resolve("trace"));

        var mutated = java.util.Objects.requireNonNull(mutation.mutate(bytesOf(Sample.class)));

        assertThat(queryOf(mutated)).isEqualTo("select 1 from seats where true");
        assertThat(mutation.isPlanted()).isTrue();
    }

    @Test
    void leavesAClassWithoutTheConstantAsItIs() throws IOException {
        var mutation = new Mutation("Sample", "not there", "true", folder.resolve("trace"));

        assertThat(mutation.mutate(bytesOf(Sample.class))).isNull();
        assertThat(mutation.isPlanted()).isFalse();
    }

    @Test
    void survivesTheCommandLine() {
        var mutation = new Mutation("a/B", "x = ?, \"y\"", "z", folder.resolve("a b"));

        assertThat(Mutation.parse(mutation.argument())).isEqualTo(mutation);
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static String queryOf(byte[] bytes) throws ReflectiveOperationException {
        var loader = new ClassLoader(MutationTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(Sample.class.getName(), bytes, 0, bytes.length);
            }
        };
        var constructor = loader.define().getDeclaredConstructor();
        constructor.setAccessible(true);
        var sample = constructor.newInstance();
        var query = sample.getClass().getDeclaredMethod("query");
        query.setAccessible(true);
        return (String) query.invoke(sample);
    }
}
