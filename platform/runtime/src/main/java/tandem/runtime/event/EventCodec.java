package tandem.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.EventTypes;
import tandem.events.TandemEvent;
import tandem.runtime.tenant.Tenants;

/** Reads and writes events of the contract as Kafka carries them: CloudEvents binary mode with a JSON value. */
public final class EventCodec {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    private EventCodec() {}

    /** The JSON of events: ISO dates, nulls left out, what is unknown ignored. Not to be reconfigured. */
    public static ObjectMapper json() {
        return JSON;
    }

    public static byte[] write(TandemEvent event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write " + EventTypes.typeOf(event.getClass()), e);
        }
    }

    /** The event with its attributes; {@link Undecodable} when it is none of the family. */
    public static <E> Envelope<E> read(ConsumerRecord<String, byte[]> record, Class<E> family) {
        return read(attributes(record), family);
    }

    /** The attributes, with the value as it came: for a reader that keeps events it does not know. */
    public static Envelope<byte @Nullable []> attributes(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        if (!"1.0".equals(text(headers, "ce_specversion"))) {
            throw new Undecodable("ce_specversion is not 1.0");
        }
        var tenant = required(headers, "ce_tenant");
        if (!Tenants.isSlug(tenant)) {
            throw new Undecodable("ce_tenant is not a tenant");
        }
        try {
            return new Envelope<>(
                    UUID.fromString(required(headers, "ce_id")),
                    required(headers, "ce_source"),
                    type(record),
                    tenant,
                    required(headers, "ce_subject"),
                    Instant.parse(required(headers, "ce_time")),
                    Long.parseLong(required(headers, "ce_sequence")),
                    text(headers, "ce_causationid"),
                    text(headers, "traceparent"),
                    record.value());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Undecodable("ce_id, ce_time or ce_sequence cannot be read", e);
        }
    }

    /** The same event with its value read; {@link Undecodable} when it is none of the family. */
    public static <E> Envelope<E> read(Envelope<byte @Nullable []> raw, Class<E> family) {
        var type = EventTypes.recordOf(raw.type()).orElseThrow(() -> new Undecodable("unknown type " + raw.type()));
        if (!family.isAssignableFrom(type)) {
            throw new Undecodable("type " + raw.type() + " does not belong here");
        }
        if (raw.data() == null) {
            throw new Undecodable("no value");
        }
        return new Envelope<>(
                raw.id(),
                raw.source(),
                raw.type(),
                raw.tenant(),
                raw.subject(),
                raw.time(),
                raw.sequence(),
                raw.causation(),
                raw.traceparent(),
                family.cast(value(raw.data(), type, raw.type())));
    }

    /** A record without a value says that there is no state; of which type does not matter. */
    private static String type(ConsumerRecord<String, byte[]> record) {
        var type = record.value() == null ? text(record.headers(), "ce_type") : required(record.headers(), "ce_type");
        return type == null ? "" : type;
    }

    private static Object value(byte[] json, Class<?> type, String name) {
        try {
            var value = JSON.readValue(json, type);
            if (value == null) {
                throw new Undecodable("the value of " + name + " is null");
            }
            return value;
        } catch (IOException e) {
            throw new Undecodable("the value is no " + name, e);
        }
    }

    private static String required(Headers headers, String name) {
        var value = text(headers, name);
        if (value == null || value.isEmpty()) {
            throw new Undecodable(name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
