package tandem.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a few lines of Java, so that a rule can be shown a class that breaks it without such a class lying around. */
final class Sources {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Shared: it remembers what is in the jars of the class path, which is most of the time a compilation takes. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record) (\\w+)");

    private Sources() {}

    static JavaClasses compiled(Path folder, String... sources) {
        var units = Arrays.stream(sources).map(Source::new).toList();
        var messages = new StringWriter();
        var options = List.of("-cp", classPath(), "-parameters", "-proc:none");
        try {
            FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("Not a folder to compile to: " + folder, e);
        }
        if (!COMPILER.getTask(messages, FILES, null, options, null, units).call()) {
            throw new AssertionError(messages.toString());
        }
        return new ClassFileImporter().importPath(folder);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + path(text)), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        private static String path(String text) {
            var home = PACKAGE.matcher(text);
            var type = TYPE.matcher(text);
            if (!home.find()) {
                throw new IllegalArgumentException("No package: " + text);
            }
            var name = text.contains("package-info") || !type.find() ? "package-info" : type.group(1);
            return home.group(1).replace('.', '/') + "/" + name + ".java";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
