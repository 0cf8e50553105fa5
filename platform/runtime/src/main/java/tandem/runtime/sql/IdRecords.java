package tandem.runtime.sql;

import java.lang.reflect.Type;
import java.util.UUID;
import org.jdbi.v3.core.generic.GenericTypes;

/** Recognises the typed ids of the contract: records around one UUID. */
final class IdRecords {

    private IdRecords() {}

    static boolean isId(Type type) {
        var raw = GenericTypes.getErasedType(type);
        return raw.isRecord()
                && raw.getRecordComponents().length == 1
                && raw.getRecordComponents()[0].getType() == UUID.class;
    }
}
