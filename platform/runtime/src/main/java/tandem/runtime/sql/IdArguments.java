package tandem.runtime.sql;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/** Binds a typed id as the UUID in it. */
final class IdArguments implements ArgumentFactory {

    private static final ClassValue<Method> VALUE = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> id) {
            return id.getRecordComponents()[0].getAccessor();
        }
    };

    @Override
    public Optional<Argument> build(Type type, @Nullable Object id, ConfigRegistry config) {
        if (!IdRecords.isId(type)) {
            return Optional.empty();
        }
        return Optional.of((position, statement, context) -> {
            if (id == null) {
                statement.setNull(position, Types.OTHER);
            } else {
                statement.setObject(position, valueOf(id));
            }
        });
    }

    private static UUID valueOf(Object id) {
        try {
            return (UUID) VALUE.get(id.getClass()).invoke(id);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Not an id: " + id.getClass(), e);
        }
    }
}
