package tandem.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import tandem.runtime.event.EventCodec;

/** A JSON document as it lies in a column, written and read by the same rules as events. */
public record StoredJson(String text) {

    public static StoredJson of(Object value) {
        try {
            return new StoredJson(EventCodec.json().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write " + value.getClass(), e);
        }
    }

    public <T> T as(Class<T> type) {
        try {
            return EventCodec.json().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored document is no " + type, e);
        }
    }

    public <T> T as(TypeReference<T> type) {
        try {
            return EventCodec.json().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored document is no " + type.getType(), e);
        }
    }
}
