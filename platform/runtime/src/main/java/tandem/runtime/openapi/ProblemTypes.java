package tandem.runtime.openapi;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import tandem.runtime.problem.ProblemType;

/** Every problem a service can answer with, by slug: the constants of its {@code *Problems} and of ours. */
final class ProblemTypes {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    private final Map<String, ProblemType> bySlug = new TreeMap<>();

    ProblemTypes(IndexView index) {
        index.getKnownClasses().stream()
                .filter(type -> type.name().toString().startsWith("tandem.")
                        && type.simpleName() != null
                        && type.simpleName().endsWith("Problems"))
                .flatMap(ProblemTypes::constants)
                .forEach(type -> bySlug.put(type.slug(), type));
    }

    /** The type of a slug; a slug nobody declares breaks the build. */
    ProblemType get(String slug) {
        var type = bySlug.get(slug);
        if (type == null) {
            throw new IllegalArgumentException("There is no problem type " + slug + " among " + bySlug.keySet());
        }
        return type;
    }

    /** The types of a status that a description names. */
    Collection<ProblemType> namedIn(String description, int status) {
        return WORD.matcher(description)
                .results()
                .map(word -> bySlug.get(word.group()))
                .filter(type -> type != null && type.status() == status)
                .distinct()
                .toList();
    }

    private static Stream<ProblemType> constants(ClassInfo type) {
        try {
            var loader = Thread.currentThread().getContextClassLoader();
            return Arrays.stream(
                            Class.forName(type.name().toString(), true, loader).getDeclaredFields())
                    .filter(field -> field.getType() == ProblemType.class && Modifier.isStatic(field.getModifiers()))
                    .map(field -> {
                        try {
                            field.setAccessible(true);
                            return (ProblemType) field.get(null);
                        } catch (IllegalAccessException e) {
                            throw new IllegalStateException("Cannot read " + field, e);
                        }
                    });
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Indexed, but not there: " + type, e);
        }
    }
}
