package tandem.runtime.ingest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tandem.events.EventTypes;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.problem.WholeText;

/**
 * Reads CloudEvents 1.0 off an HTTP request: binary, structured or a batch. What makes the request as a whole unreadable is refused;
 * what is wrong with one event of it becomes that event's outcome.
 */
@ApplicationScoped
public class CloudEventParser {

    /** Events in one batch. */
    public static final int BATCH_MAX = 1_000;

    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private static final int ATTRIBUTE_MAX = 256;
    private static final int TYPE_MAX = 128;
    private static final int DEPTH_MAX = 32;
    private static final int STRING_MAX = 100_000;
    private static final int NAME_MAX = 256;
    private static final int NUMBER_MAX = 64;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH_MAX)
            .maxStringLength(STRING_MAX)
            .maxNameLength(NAME_MAX)
            .maxNumberLength(NUMBER_MAX)
            .build();

    private static final ObjectMapper JSON = bounded();

    /** One event of a batch: others follow it. */
    private static final ObjectReader ELEMENT = JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static ObjectMapper bounded() {
        var json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(WholeText.texts()) // of one event of a batch, not of all
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
        json.getFactory().setStreamReadConstraints(BOUNDS);
        return json;
    }

    /** The events of a request; refuses what is no CloudEvents request at all. */
    public Posted parse(HttpHeaders headers, byte[] body) {
        return parse(headers::getHeaderString, body);
    }

    Posted parse(Function<String, @Nullable String> header, byte[] body) {
        var mediaType = mediaType(header.apply(HttpHeaders.CONTENT_TYPE));
        if (mediaType.equals(BATCH)) {
            return new Posted(true, batch(body));
        }
        if (mediaType.equals(STRUCTURED)) {
            return new Posted(false, List.of(structured(tree(body))));
        }
        if (!isJson(mediaType)) {
            throw new Refused(
                    CommonProblems.UNSUPPORTED_MEDIA_TYPE,
                    "Post " + STRUCTURED + ", " + BATCH + ", or application/json with ce- headers");
        }
        return new Posted(false, List.of(binary(header, body)));
    }

    /** The structured event of one line of a stream; what is wrong with the line is wrong with its event alone. */
    InboundEvent line(byte[] line) {
        try {
            return structured(tree(line));
        } catch (Refused unreadable) {
            return InboundEvent.unreadable(
                    null, null, malformed("The line is not JSON within the bounds of this service"));
        }
    }

    private static InboundEvent binary(Function<String, @Nullable String> header, byte[] body) {
        Function<String, @Nullable String> attribute = name -> HeaderText.decode(header.apply("ce-" + name));
        if (attribute.apply("specversion") == null) {
            throw new Refused(IngestProblems.MALFORMED_EVENT, "The header ce-specversion is missing");
        }
        return event(attribute, tree(body));
    }

    private static List<InboundEvent> batch(byte[] body) {
        var events = new ArrayList<InboundEvent>();
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new Refused(IngestProblems.MALFORMED_EVENT, "A batch is a JSON array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (events.size() == BATCH_MAX) {
                    throw new Refused(IngestProblems.BATCH_TOO_LARGE, "At most " + BATCH_MAX + " events in a batch");
                }
                events.add(structured(ELEMENT.readTree(parser)));
            }
            if (parser.nextToken() != null) {
                throw new Refused(IngestProblems.MALFORMED_EVENT, "Something follows the batch");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (events.isEmpty()) {
            throw new Refused(IngestProblems.MALFORMED_EVENT, "The batch is empty");
        }
        return events;
    }

    private static InboundEvent structured(JsonNode event) {
        if (!event.isObject()) {
            return InboundEvent.unreadable(null, null, malformed("A CloudEvent is a JSON object"));
        }
        Function<String, @Nullable String> attribute = name -> {
            var value = event.get(name);
            return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
        };
        var encoded = event.get("data_base64");
        if (encoded == null) {
            var data = event.get("data");
            return event(attribute, data == null ? JSON.missingNode() : data);
        }
        try {
            return event(attribute, tree(Base64.getDecoder().decode(encoded.asText())));
        } catch (IllegalArgumentException | Refused e) {
            return InboundEvent.unreadable(
                    attribute.apply("source"), attribute.apply("id"), malformed("data_base64 does not hold JSON"));
        }
    }

    private static InboundEvent event(Function<String, @Nullable String> attribute, JsonNode data) {
        var source = attribute.apply("source");
        var id = attribute.apply("id");
        var type = attribute.apply("type");
        var time = attribute.apply("time");
        var flaw = flaw(attribute, source, id, type);
        if (flaw != null || source == null || id == null || type == null) {
            return InboundEvent.unreadable(printable(source), printable(id), malformed(String.valueOf(flaw)));
        }
        var record = EventTypes.recordOf(type);
        if (record.isEmpty()) {
            return InboundEvent.unreadable(source, id, unknown());
        }
        try {
            var happened = time == null ? null : instant(time);
            var said = unwrapped(data);
            var content = content(said, record.get());
            return new InboundEvent(source, id, type, happened, Fingerprint.of(type, said), content, null);
        } catch (DateTimeException e) {
            return InboundEvent.unreadable(source, id, malformed("time is not a date-time of RFC 3339"));
        } catch (JsonMappingException e) {
            return InboundEvent.unreadable(source, id, invalid(e));
        } catch (IOException | IllegalArgumentException e) {
            return InboundEvent.unreadable(source, id, malformed("data cannot be read"));
        }
    }

    /** The first thing wrong with the attributes, or null. */
    private static @Nullable String flaw(
            Function<String, @Nullable String> attribute,
            @Nullable String source,
            @Nullable String id,
            @Nullable String type) {
        if (!"1.0".equals(attribute.apply("specversion"))) {
            return "specversion has to be 1.0";
        }
        if (isUnfit(id, ATTRIBUTE_MAX)) {
            return "id is missing, too long or has control characters";
        }
        if (isUnfit(source, ATTRIBUTE_MAX) || !isUriReference(source)) {
            return "source is missing, too long or no URI reference";
        }
        if (isUnfit(type, TYPE_MAX)) {
            return "type is missing, too long or has control characters";
        }
        var contentType = attribute.apply("datacontenttype");
        return contentType == null || isJson(mediaType(contentType)) ? null : "datacontenttype has to be JSON";
    }

    /** Whoever hands JSON to an SDK as text may find it written as a JSON string: the object in it is meant. */
    private static JsonNode unwrapped(JsonNode data) throws IOException {
        return data.isTextual() ? JSON.readTree(data.textValue()) : data;
    }

    private static Object content(JsonNode data, Class<?> record) throws IOException {
        if (!data.isObject()) {
            throw new IllegalArgumentException("data is missing or no JSON object");
        }
        return JSON.treeToValue(data, record);
    }

    private static JsonNode tree(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new Refused(IngestProblems.MALFORMED_EVENT, "The body is empty");
            }
            return tree;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Refused unreadable(IOException e) {
        return new Refused(CommonProblems.BAD_REQUEST, "The body is not JSON within the bounds of this service", e);
    }

    private static Rejection malformed(String detail) {
        return new Rejection(IngestProblems.MALFORMED_EVENT, detail);
    }

    static Rejection unknown() {
        return new Rejection(IngestProblems.UNKNOWN_EVENT_TYPE, "Events of this type are not taken here");
    }

    private static Rejection invalid(JsonMappingException e) {
        var pointer = new StringBuilder("/data");
        e.getPath()
                .forEach(step -> pointer.append('/')
                        .append(step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName()));
        return new Rejection(
                CommonProblems.INVALID,
                "data does not have the shape of its type",
                List.of(new Rejection.Flaw(pointer.toString(), "is missing or has a value that does not fit")));
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        var semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isJson(String mediaType) {
        return mediaType.endsWith("/json") || mediaType.endsWith("+json");
    }

    private static Instant instant(String time) {
        return OffsetDateTime.parse(time.toUpperCase(Locale.ROOT)).toInstant();
    }

    private static boolean isUnfit(@Nullable String text, int lengthMax) {
        return text == null
                || text.isEmpty()
                || text.length() > lengthMax
                || text.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    private static boolean isUriReference(@Nullable String text) {
        try {
            return text != null && !new URI(text).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What is given back of an identity that is not fit to be one. */
    private static @Nullable String printable(@Nullable String text) {
        return isUnfit(text, ATTRIBUTE_MAX) ? null : text;
    }
}
