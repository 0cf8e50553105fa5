package tandem.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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

    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return JSON.readerFor(type);
        }
    };

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
        var attributes = Attributes.of(record.headers());
        if (!"1.0".equals(attributes.specversion)) {
            throw new Undecodable("ce_specversion is not 1.0");
        }
        var tenant = required(attributes.tenant, "ce_tenant");
        if (!Tenants.isSlug(tenant)) {
            throw new Undecodable("ce_tenant is not a tenant");
        }
        try {
            return new Envelope<>(
                    UUID.fromString(required(attributes.id, "ce_id")),
                    required(attributes.source, "ce_source"),
                    type(attributes, record),
                    tenant,
                    required(attributes.subject, "ce_subject"),
                    Instant.parse(required(attributes.time, "ce_time")),
                    Long.parseLong(required(attributes.sequence, "ce_sequence")),
                    attributes.causation,
                    attributes.traceparent,
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
    private static String type(Attributes attributes, ConsumerRecord<String, byte[]> record) {
        var type = record.value() == null ? attributes.type : required(attributes.type, "ce_type");
        return type == null ? "" : type;
    }

    private static Object value(byte[] json, Class<?> type, String name) {
        try {
            var value = READERS.get(type).readValue(json);
            if (value == null) {
                throw new Undecodable("the value of " + name + " is null");
            }
            return value;
        } catch (IOException e) {
            throw new Undecodable("the value is no " + name, e);
        }
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw new Undecodable(name + " is missing");
        }
        return value;
    }

    /** The headers of a record in one pass: a look for each of them would compare every name with every other. */
    private static final class Attributes {
        private @Nullable String specversion;
        private @Nullable String id;
        private @Nullable String source;
        private @Nullable String type;
        private @Nullable String tenant;
        private @Nullable String subject;
        private @Nullable String time;
        private @Nullable String sequence;
        private @Nullable String causation;
        private @Nullable String traceparent;

        static Attributes of(Headers headers) {
            var attributes = new Attributes();
            for (var header : headers) {
                var value = header.value();
                attributes.put(header.key(), value == null ? null : new String(value, UTF_8));
            }
            return attributes;
        }

        /** Of two headers of one name the last one counts. */
        private void put(String name, @Nullable String value) {
            switch (name) {
                case "ce_specversion" -> specversion = value;
                case "ce_id" -> id = value;
                case "ce_source" -> source = value;
                case "ce_type" -> type = value;
                case "ce_tenant" -> tenant = value;
                case "ce_subject" -> subject = value;
                case "ce_time" -> time = value;
                case "ce_sequence" -> sequence = value;
                case "ce_causationid" -> causation = value;
                case "traceparent" -> traceparent = value;
                default -> {} // additive: a header of a later version
            }
        }
    }
}
