package tandem.session.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The notes of a tenant, as ciphertext. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Notes {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Notes(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<Note> find(UUID note) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, engagement, session, author, party, content, written_at from notes
                         where tenant = :tenant and id = :id
                        """)
                .bind("tenant", tenants.current())
                .bind("id", note)
                .map((row, context) -> note(row))
                .findOne());
    }

    int countOf(SessionId session, PersonId author) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from notes
                         where tenant = :tenant and session = :session and author = :author
                        """)
                .bind("tenant", tenants.current())
                .bind("session", session)
                .bind("author", author)
                .mapTo(Integer.class)
                .one());
    }

    /** Answers false, and keeps what is there, when there is a note under the id. */
    boolean add(Note note) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into notes
                                       (tenant, id, engagement, session, author, party, content, written_at)
                                values (:tenant, :id, :engagement, :session, :author, :party, :content, :at)
                                    on conflict do nothing
                                """)
                        .bind("tenant", tenants.current())
                        .bind("id", note.id())
                        .bind("engagement", note.engagement())
                        .bind("session", note.session())
                        .bind("author", note.author())
                        .bind("party", note.party().name())
                        .bind("content", note.sealed())
                        .bind("at", note.writtenAt().atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }

    /** Answers false when the author has no such note. */
    boolean remove(UUID note, PersonId author) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from notes where tenant = :tenant and id = :id and author = :author")
                        .bind("tenant", tenants.current())
                        .bind("id", note)
                        .bind("author", author)
                        .execute())
                > 0;
    }

    /** Removes what the person wrote, and what was written of the person as a leader; answers how many notes. */
    int removeOf(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from notes
                         where tenant = :tenant
                           and (author = :person
                                or engagement in (select id from engagements
                                                   where tenant = :tenant and leader = :person))
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    static Note note(ResultSet row) throws SQLException {
        return new Note(
                row.getObject("id", UUID.class),
                new EngagementId(row.getObject("engagement", UUID.class)),
                new SessionId(row.getObject("session", UUID.class)),
                new PersonId(row.getObject("author", UUID.class)),
                Party.valueOf(row.getString("party")),
                row.getBytes("content"),
                row.getObject("written_at", OffsetDateTime.class).toInstant());
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such note for you");
    }
}
