package tandem.runtime.problem;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a query parameter may be to whoever sent something else. Without it the framework answers that the resource does not
 * exist, as it rightly does for what cannot be read in a path.
 */
@Provider
class QueryValues implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return Stream.of(annotations)
                .filter(QueryParam.class::isInstance)
                .map(QueryParam.class::cast)
                .findFirst()
                .map(parameter -> converter(parameter.value(), type))
                .orElse(null);
    }

    private static <T> @Nullable ParamConverter<T> converter(String name, Class<T> type) {
        if (type.isEnum()) {
            var words = Arrays.stream(type.getEnumConstants())
                    .collect(Collectors.toMap(Object::toString, Function.identity()));
            return new Reading<>(
                    name,
                    "one of "
                            + String.join(", ", words.keySet().stream().sorted().toList()),
                    text -> {
                        if (!words.containsKey(text)) {
                            throw new IllegalArgumentException(text);
                        }
                        return words.get(text);
                    });
        }
        if (type == UUID.class) {
            return new Reading<>(name, "an id (UUID)", text -> type.cast(UUID.fromString(text)));
        }
        if (type == Integer.class) {
            return new Reading<>(name, "a whole number", text -> type.cast(Integer.valueOf(text)));
        }
        return null;
    }

    private record Reading<T>(String name, String expected, Function<String, T> read) implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            try {
                return text == null || text.isEmpty() ? null : read.apply(text);
            } catch (IllegalArgumentException unreadable) {
                throw new BadRequestException(
                        new Refused(CommonProblems.BAD_REQUEST, name + " is to be " + expected, unreadable));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
