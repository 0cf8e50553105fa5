package tandem.testing;

import java.util.function.Supplier;

/**
 * Hands values to every class loader of this JVM: a test framework loads these classes more than once, but a server is started once.
 */
final class Shared {

    private Shared() {}

    static String once(String name, Supplier<String> first) {
        var properties = System.getProperties();
        synchronized (properties) {
            var known = properties.getProperty(name);
            if (known == null) {
                known = first.get();
                properties.setProperty(name, known);
            }
            return known;
        }
    }
}
