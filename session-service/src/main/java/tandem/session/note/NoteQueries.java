package tandem.session.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem.Recipient;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.SessionId;
import tandem.events.Track;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.session.consent.Consents;
import tandem.session.consent.ItemConsent;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.rule.NoteAccess;

/** Opens notes to whoever may read them, and lists what there is without opening anything. */
@ApplicationScoped
public class NoteQueries {

    private static final String ROWS = """
            select n.id, n.engagement, n.session, n.author, n.party, n.content, n.written_at
              from notes n
              join engagements e on e.tenant = n.tenant and e.id = n.engagement
             where n.tenant = :tenant
               and n.id > :after
               and (cast(:engagement as uuid) is null or n.engagement = :engagement)
               and (n.author = :author or e.leader = :leader
                    or exists (select from consents c
                                where c.tenant = n.tenant and c.person = e.leader and c.purpose = 'NOTE_SHARING'
                                  and c.granted and c.field = 'NOTE' and c.about = n.id and c.recipient = any(:parts)))
             order by n.id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Notes notes;
    private final Engagements engagements;
    private final Consents consents;
    private final FieldEncryption encryption;
    private final CurrentAct act;

    NoteQueries(
            Jdbi jdbi,
            Tenants tenants,
            Notes notes,
            Engagements engagements,
            Consents consents,
            FieldEncryption encryption,
            CurrentAct act) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.notes = notes;
        this.engagements = engagements;
        this.consents = consents;
        this.encryption = encryption;
        this.act = act;
    }

    /** That there is a note, and nothing of what it says. */
    public record NoteHead(UUID id, EngagementId engagement, SessionId session, Party party, Instant writtenAt) {}

    /**
     * An opened note.
     *
     * @param party the side that wrote it
     * @param consentVersion the permission it was opened under, as the leader's receipt names it; absent for the author
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoteView(
            UUID id,
            EngagementId engagement,
            SessionId session,
            Party party,
            Instant writtenAt,
            String text,
            @Nullable Long consentVersion) {}

    /** Opens a note for its author, or for whom the leader allowed it to; to everybody else it does not exist. */
    @Transactional
    public NoteView open(UUID id, Actor reader) {
        var note = notes.find(id).orElseThrow(Notes::unknown);
        var person = reader.requirePerson();
        if (note.author().equals(person)) {
            act.showsOwn();
            return opened(note, null);
        }
        var engagement = engagements.get(note.engagement());
        var consent = permission(note, engagement, reader).orElseThrow(Notes::unknown);
        act.shows(engagement.leader(), note.author());
        return opened(note, consent.consentVersion());
    }

    /** The notes of an engagement that its side may know of: the leader of all, who decides about them; a provider of those it may read. */
    @Transactional
    public Page<NoteHead> heads(EngagementId id, PersonId side, @Nullable String cursor, int limit) {
        var engagement = engagements.get(id, side);
        act.showsOwn();
        var parts = NoteAccess.parts(engagement.sideOf(side), engagement.track(), false, false);
        return rows(id, side, side, parts, cursor, limit).map(Note::head);
    }

    /** The notes leaders allow people of the reader's role to read. */
    @Transactional
    public Page<NoteHead> shared(Actor reader, @Nullable String cursor, int limit) {
        var parts = NoteAccess.parts(Optional.empty(), Track.COACHING, isPartner(reader), isSponsor(reader));
        return rows(null, null, null, parts, cursor, limit).map(Note::head);
    }

    /** Everything the person wrote, opened: its own copy to take away. */
    @Transactional
    public Page<NoteView> written(PersonId author, @Nullable String cursor, int limit) {
        return rows(null, author, null, Set.of(), cursor, limit).map(note -> opened(note, null));
    }

    /** Notes of the author, of the leader, and shared with whoever plays one of the parts. */
    private Page<Note> rows(
            @Nullable EngagementId engagement,
            @Nullable PersonId author,
            @Nullable PersonId leader,
            Set<Recipient> parts,
            @Nullable String cursor,
            int limit) {
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(ROWS)
                        .bind("tenant", tenants.current())
                        .bind("engagement", engagement == null ? null : engagement.value())
                        .bind("author", author == null ? null : author.value())
                        .bind("leader", leader == null ? null : leader.value())
                        .bind("parts", parts.stream().map(Recipient::name).toArray(String[]::new)),
                Cursor.parse(cursor),
                limit,
                (row, context) -> Notes.note(row),
                Note::id));
    }

    private Optional<ItemConsent> permission(Note note, Engagement engagement, Actor reader) {
        var allowed = consents.items(engagement.leader(), Purpose.NOTE_SHARING, note.id());
        var parts = NoteAccess.parts(
                engagement.sideOf(reader.requirePerson()), engagement.track(), isPartner(reader), isSponsor(reader));
        return NoteAccess.permission(
                        note.id(),
                        parts,
                        allowed.stream().map(ItemConsent::item).toList())
                .flatMap(item -> allowed.stream()
                        .filter(consent -> consent.item().equals(item))
                        .findFirst());
    }

    private NoteView opened(Note note, @Nullable Long consentVersion) {
        return new NoteView(
                note.id(),
                note.engagement(),
                note.session(),
                note.party(),
                note.writtenAt(),
                encryption.decrypt(note.author(), Note.field(note.id()), note.sealed()),
                consentVersion);
    }

    private static boolean isPartner(Actor reader) {
        return reader.hasRole(Roles.HR_PARTNER);
    }

    private static boolean isSponsor(Actor reader) {
        return reader.hasRole(Roles.STEERING);
    }
}
