package tandem.analytics.erasure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;

/**
 * Who was erased and who withdrew IMPACT, as one worker knows it: consulted for every event, so that a late or repeated one brings
 * nothing back. Tenants where nobody took anything back cost nothing.
 */
public final class Registers {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Map<String, Map<ByteBuffer, UUID>> erased = new HashMap<>();
    private final Map<String, Map<String, Long>> withdrawn = new HashMap<>();
    private long erasedUntil;
    private long withdrawnUntil;

    /** An event as it may be stored. */
    public record Screened(Envelope<byte[]> event, boolean redacted) {}

    /** Reads what was added up to these positions. */
    public void refresh(Connection connection, long erasedUpTo, long withdrawnUpTo) throws SQLException {
        if (erasedUpTo > erasedUntil) {
            try (var statement = connection.prepareStatement(
                    "select tenant, person_hash, erased_as from erasures where position > ? and position <= ?")) {
                statement.setLong(1, erasedUntil);
                statement.setLong(2, erasedUpTo);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        erased.computeIfAbsent(rows.getString(1), missing -> new HashMap<>())
                                .put(ByteBuffer.wrap(rows.getBytes(2)), rows.getObject(3, UUID.class));
                    }
                }
            }
            erasedUntil = erasedUpTo;
        }
        if (withdrawnUpTo > withdrawnUntil) {
            try (var statement = connection.prepareStatement(
                    "select tenant, person, sequence from withdrawals where position > ? and position <= ?")) {
                statement.setLong(1, withdrawnUntil);
                statement.setLong(2, withdrawnUpTo);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        withdrawn
                                .computeIfAbsent(rows.getString(1), missing -> new HashMap<>())
                                .merge(rows.getString(2), rows.getLong(3), Math::max);
                    }
                }
            }
            withdrawnUntil = withdrawnUpTo;
        }
    }

    /** Whether anybody of the tenant took anything back. */
    public boolean concern(String tenant) {
        return erased.containsKey(tenant) || withdrawn.containsKey(tenant);
    }

    /** The stand-in of an erased person, or null. */
    public @Nullable UUID erasedAs(String tenant, UUID person) {
        var persons = erased.get(tenant);
        return persons == null ? null : persons.get(ByteBuffer.wrap(hash(tenant, person.toString())));
    }

    /** Whether the id is already a stand-in. */
    boolean isStandIn(String tenant, UUID id) {
        return erased.getOrDefault(tenant, Map.of()).containsValue(id);
    }

    /** The event with every erased person replaced, and blank where its person allows it no more. */
    public Screened screen(Envelope<byte[]> event) {
        if (!concern(event.tenant())) {
            return new Screened(event, false);
        }
        var persons = erased.getOrDefault(event.tenant(), Map.of());
        var subject = replace(event.tenant(), event.subject(), persons);
        var text = new String(event.data(), StandardCharsets.UTF_8);
        var replaced = replace(event.tenant(), text, persons);
        var payload = replaced.equals(text) ? event.data() : replaced.getBytes(StandardCharsets.UTF_8);
        var redacted = Blanking.concerns(event.type())
                && (isErased(subject, persons.values())
                        || event.sequence()
                                < withdrawn
                                        .getOrDefault(event.tenant(), Map.of())
                                        .getOrDefault(subject, 0L));
        return new Screened(
                new Envelope<>(
                        event.id(),
                        event.source(),
                        event.type(),
                        event.tenant(),
                        subject,
                        event.time(),
                        event.sequence(),
                        event.causation(),
                        event.traceparent(),
                        redacted ? Blanking.blank(event.type(), payload) : payload),
                redacted);
    }

    static byte[] hash(String tenant, String person) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((tenant + "|" + person).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isErased(String subject, Collection<UUID> standIns) {
        return standIns.stream().anyMatch(standIn -> standIn.toString().equals(subject));
    }

    private static String replace(String tenant, String text, Map<ByteBuffer, UUID> persons) {
        if (persons.isEmpty()) {
            return text;
        }
        return UUID_TEXT.matcher(text).replaceAll(found -> {
            var standIn = persons.get(ByteBuffer.wrap(hash(tenant, found.group())));
            return standIn == null ? found.group() : standIn.toString();
        });
    }
}
