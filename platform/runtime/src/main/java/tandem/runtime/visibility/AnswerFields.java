package tandem.runtime.visibility;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields of an answer as JSON has them, read off what writes them: {@code ranking.score} for a field of a field, the same for
 * every item of a list, and {@code counts.*} where the keys are data.
 */
public final class AnswerFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerFields() {}

    /** What a caller of this role gets. */
    static List<String> fields(Type answer, String role) {
        return names(JSON.constructType(answer), "", role).toList();
    }

    /** Every class a value of the answer can have, down to its leaves. */
    public static Stream<Class<?>> types(Type answer) {
        return types(JSON.constructType(answer));
    }

    private static Stream<String> names(JavaType type, String path, String role) {
        if (isOpen(type)) {
            return Stream.of(path + ".*");
        }
        if (type.hasContentType()) {
            return names(type.getContentType(), path, role);
        }
        return isRecord(type)
                ? properties(type)
                        .filter(property -> isFor(type, property, role))
                        .flatMap(property -> names(property.getPrimaryType(), below(path, property), role))
                : Stream.of(path);
    }

    private static Stream<Class<?>> types(JavaType type) {
        if (type.isMapLikeType()) {
            return Stream.concat(types(type.getKeyType()), types(type.getContentType()));
        }
        if (type.hasContentType()) {
            return types(type.getContentType());
        }
        return isRecord(type) && !isOpen(type)
                ? properties(type).flatMap(property -> types(property.getPrimaryType()))
                : Stream.of(type.getRawClass());
    }

    private static Stream<BeanPropertyDefinition> properties(JavaType type) {
        return JSON.getSerializationConfig().introspect(type).findProperties().stream()
                .filter(BeanPropertyDefinition::couldSerialize);
    }

    /** Keys or shape are data: a map, or JSON that was stored as it came. */
    private static boolean isOpen(JavaType type) {
        return type.isMapLikeType()
                || TreeNode.class.isAssignableFrom(type.getRawClass())
                || type.getRawClass() == Object.class;
    }

    /** Written as an object; an id is a record too and written as its value. */
    private static boolean isRecord(JavaType type) {
        return type.getRawClass().isRecord()
                && Arrays.stream(type.getRawClass().getRecordComponents())
                        .noneMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static boolean isFor(JavaType type, BeanPropertyDefinition property, String role) {
        return Arrays.stream(type.getRawClass().getRecordComponents())
                .filter(component -> component.getName().equals(property.getInternalName()))
                .allMatch(component -> isFor(component, role));
    }

    static boolean isFor(RecordComponent component, String role) {
        var only = component.getAnnotation(OnlyFor.class);
        return only == null || List.of(only.value()).contains(role);
    }

    private static String below(String path, BeanPropertyDefinition property) {
        return path.isEmpty() ? property.getName() : path + "." + property.getName();
    }
}
