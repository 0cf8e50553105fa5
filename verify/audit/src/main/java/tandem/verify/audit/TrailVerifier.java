package tandem.verify.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audit trail of every tenant in the database of one service and finds what was changed, removed, moved, slipped in or cut
 * off. It shares no code with what writes the trail: what both agree on is written down in docs/decisions/0096.
 */
public final class TrailVerifier {
    private static final int FETCH = 5_000;
    private static final int HASH_BYTES = 32;
    private static final int FIXED_BYTES = HASH_BYTES + 3 * Long.BYTES;
    /** The hash of a link a head knows and the chain has not. */
    private static final String MISSING = "";

    private static final String LINKS = """
            select l.tenant, l.seq, l.entry, l.hash, e.content
              from tandem.audit_link l
              left join tandem.audit_entry e on e.tenant = l.tenant and e.id = l.entry
             order by l.tenant, l.seq""";

    private static final String OUTSIDE = """
            select e.tenant, 'entry ' || e.id || ' is outside the chain'
              from tandem.audit_entry e
             where not exists (select from tandem.audit_link l where l.tenant = e.tenant and l.entry = e.id)
               and not exists (select from tandem.audit_pending p where p.tenant = e.tenant and p.entry = e.id)
            union all
            select p.tenant, 'entry ' || p.entry || ' was removed before it was linked'
              from tandem.audit_pending p
             where not exists (select from tandem.audit_entry e where e.tenant = p.tenant and e.id = p.entry)
             order by 1, 2""";

    private static final String FOREIGN_REFERENCES = """
            select r.tenant, 'reference ' || r.ordinal || ' of entry ' || r.entry || ' names somebody the entry does not'
              from tandem.audit_reference r
              left join tandem.audit_entry e on e.tenant = r.tenant and e.id = r.entry and e.content is json object
             where encode(sha256(r.salt || uuid_send(r.referent)), 'hex') is distinct from
                   case r.ordinal when 0 then e.content::jsonb ->> 'by'
                                  else e.content::jsonb -> 'about' ->> (r.ordinal - 1) end
             order by 1, 2""";

    /** References an erasure took along are told by an entry of the chain; all others must be there. */
    private static final String LOST_REFERENCES = """
            with written as (
                select tenant,
                       sum((content::jsonb ->> 'by' is not null)::int + jsonb_array_length(content::jsonb -> 'about'))
                           - sum(case content::jsonb ->> 'what'
                                      when 'forgotten' then (content::jsonb -> 'counts' ->> 'references')::int else 0 end) as due
                  from tandem.audit_entry where content is json object
                 group by tenant),
            kept as (select tenant, count(*) as found from tandem.audit_reference group by tenant)
            select w.tenant, (w.due - coalesce(k.found, 0)) || ' references are gone that no erasure took along'
              from written w left join kept k on k.tenant = w.tenant
             where w.due <> coalesce(k.found, 0)
             order by 1""";

    private final Connection database;

    /** Goes in with a role that sees every tenant, in a transaction that sees one state of it all. */
    public TrailVerifier(Connection database) {
        this.database = database;
    }

    /** Something that is not as it was written. */
    public record Finding(String tenant, String what) {}

    /** What was read, and what is wrong with it. */
    public record Report(Map<String, Long> entries, List<Finding> findings) {}

    /** Reads everything once; {@code kept} are heads of this service that somebody put away earlier. */
    public Report verify(List<String> kept) {
        try {
            var findings = new ArrayList<Finding>();
            var heads = heads(kept, findings);
            var hashes = new HashMap<Position, String>();
            heads.forEach(head -> hashes.put(head.position(), MISSING));
            var entries = follow(findings, hashes);
            findings.addAll(found(OUTSIDE));
            findings.addAll(found(FOREIGN_REFERENCES));
            findings.addAll(found(LOST_REFERENCES));
            heads.forEach(head -> judge(head, hashes, findings));
            return new Report(entries, List.copyOf(findings));
        } catch (SQLException e) {
            throw new AuditFailed("Cannot read the trail: " + e.getMessage(), e);
        }
    }

    /** The heads there are: those the service published and those kept elsewhere. One nobody signed is a finding. */
    private List<Head> heads(List<String> kept, List<Finding> findings) throws SQLException {
        var keys = keys();
        var heads = new ArrayList<Head>();
        for (var signed : published()) {
            open(signed, keys, "published", findings).ifPresent(heads::add);
        }
        for (var signed : kept) {
            open(signed, keys, "kept", findings).ifPresent(heads::add);
        }
        return heads;
    }

    private Map<String, Long> follow(List<Finding> findings, Map<Position, String> hashes) throws SQLException {
        var lengths = new TreeMap<String, Long>();
        try (var statement = database.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery(LINKS)) {
                Link previous = null;
                while (rows.next()) {
                    var link = new Link(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getObject(3, UUID.class),
                            rows.getBytes(4),
                            rows.getString(5));
                    var before = previous != null && previous.tenant().equals(link.tenant()) ? previous : null;
                    judge(before, link, findings);
                    // only what a head knows is remembered: a trail may be longer than memory
                    hashes.computeIfPresent(
                            new Position(link.tenant(), link.seq()),
                            (position, missing) -> HexFormat.of().formatHex(link.hash()));
                    lengths.put(link.tenant(), link.seq());
                    previous = link;
                }
            }
        }
        return lengths;
    }

    /** Each link is held against the one stored before it, so that one change is one finding and not all that follow. */
    private static void judge(@Nullable Link before, Link link, List<Finding> findings) {
        var expected = before == null ? 1 : before.seq() + 1;
        if (link.seq() != expected) {
            findings.add(new Finding(link.tenant(), "links " + expected + " to " + (link.seq() - 1) + " are missing"));
            return;
        }
        if (link.content() == null) {
            findings.add(new Finding(link.tenant(), "entry " + link.seq() + " was removed"));
        } else if (!MessageDigest.isEqual(hash(before, link, link.content()), link.hash())) {
            findings.add(new Finding(
                    link.tenant(), "entry " + link.seq() + " or its link was changed, or put in another place"));
        }
    }

    private static byte[] hash(@Nullable Link before, Link link, String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(FIXED_BYTES)
                    .put(before == null ? new byte[HASH_BYTES] : before.hash())
                    .putLong(link.seq())
                    .putLong(link.entry().getMostSignificantBits())
                    .putLong(link.entry().getLeastSignificantBits())
                    .array());
            return digest.digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Optional<Head> open(
            String signed, Map<String, PublicKey> keys, String kind, List<Finding> findings) {
        var opened = SignedDocument.open(signed, keys)
                .filter(document -> document.type().equals("audit-head+json"))
                .map(SignedDocument::payload)
                .map(head -> new Head(
                        kind,
                        new Position(
                                head.path("tenant").asText(), head.path("seq").asLong()),
                        head.path("hash").asText()));
        if (opened.isEmpty()) {
            findings.add(new Finding("?", "a " + kind + " head is not signed by a key of ours"));
        }
        return opened;
    }

    private static void judge(Head head, Map<Position, String> hashes, List<Finding> findings) {
        var position = head.position();
        var hash = hashes.getOrDefault(position, MISSING);
        if (hash.equals(MISSING)) {
            findings.add(new Finding(
                    position.tenant(),
                    "the trail was cut off: a " + head.kind() + " head knows entry " + position.seq()));
        } else if (!hash.equals(head.hash())) {
            findings.add(new Finding(
                    position.tenant(),
                    "the trail was written anew: a " + head.kind() + " head knows another entry " + position.seq()));
        }
    }

    private Map<String, PublicKey> keys() throws SQLException {
        var keys = new HashMap<String, PublicKey>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select id, public_key from tandem.signing_key")) {
            while (rows.next()) {
                keys.put(rows.getString(1), SignedDocument.key(SignedDocument.json(rows.getString(2))));
            }
        }
        return keys;
    }

    private List<String> published() throws SQLException {
        var heads = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select signed from tandem.audit_head order by tenant, seq")) {
            while (rows.next()) {
                heads.add(rows.getString(1));
            }
        }
        return heads;
    }

    private List<Finding> found(String sql) throws SQLException {
        var findings = new ArrayList<Finding>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                findings.add(new Finding(rows.getString(1), rows.getString(2)));
            }
        }
        return findings;
    }

    private record Position(String tenant, long seq) {}

    private record Head(String kind, Position position, String hash) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Link(
            String tenant,
            long seq,
            UUID entry,
            byte[] hash,
            @Nullable String content) {}
}
