package tandem.session.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.ProgrammeTerms;

/** Reads the wins a programme may see: those whose leader allows it now, that one and to the programme or the whole company. */
@ApplicationScoped
public class RecognitionQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ProgrammeTerms programmes;

    RecognitionQueries(Jdbi jdbi, Tenants tenants, ProgrammeTerms programmes) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.programmes = programmes;
    }

    /** A win, shown by its leader. */
    public record RecognitionView(UUID id, PersonId leader, Win win, Instant enteredAt) {}

    /**
     * The feed of a programme, in the order wins were named.
     *
     * @param member who asks, as a side of an engagement of the programme; null for those who run programmes
     */
    @Transactional
    public Page<RecognitionView> feed(
            ProgrammeId programme, @Nullable PersonId member, @Nullable String cursor, int limit) {
        programmes.requireKnown(programme);
        if (member != null && !isMember(programme, member)) {
            throw new Refused(CommonProblems.NOT_FOUND, "You are in no such programme");
        }
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery("""
                        select r.id, r.leader, r.win, r.entered_at
                          from recognitions r
                         where r.tenant = :tenant and r.programme = :programme
                           and r.id > :after
                           and exists (select from consents c
                                        where c.tenant = r.tenant and c.person = r.leader and c.purpose = 'RECOGNITION'
                                          and c.granted and c.field = 'WIN' and c.about = r.id
                                          and c.recipient in ('PROGRAMME', 'COMPANY'))
                         order by r.id
                         limit :rows
                        """).bind("tenant", tenants.current()).bind("programme", programme),
                Cursor.parse(cursor),
                limit,
                (row, context) -> new RecognitionView(
                        row.getObject("id", UUID.class),
                        new PersonId(row.getObject("leader", UUID.class)),
                        Win.valueOf(row.getString("win")),
                        row.getObject("entered_at", OffsetDateTime.class).toInstant()),
                RecognitionView::id));
    }

    private boolean isMember(ProgrammeId programme, PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from engagements
                                        where tenant = :tenant and programme = :programme
                                          and (leader = :person or provider = :person))
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("person", person)
                .mapTo(Boolean.class)
                .one());
    }
}
