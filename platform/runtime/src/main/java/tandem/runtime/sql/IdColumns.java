package tandem.runtime.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;

/** Reads a UUID column into a typed id. */
final class IdColumns implements ColumnMapperFactory {

    @Override
    public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
        if (!IdRecords.isId(type)) {
            return Optional.empty();
        }
        var constructor = constructorOf(GenericTypes.getErasedType(type));
        return Optional.of((row, column, context) -> {
            var value = row.getObject(column, UUID.class);
            return value == null ? null : instance(constructor, value);
        });
    }

    private static Constructor<?> constructorOf(Class<?> id) {
        try {
            return id.getDeclaredConstructor(UUID.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record without its canonical constructor: " + id, e);
        }
    }

    private static Object instance(Constructor<?> constructor, UUID value) {
        try {
            return constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + constructor.getDeclaringClass(), e);
        }
    }
}
