package tandem.session.keeper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.Stall;

/** The prompts of a tenant; never two for one step of one silence. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Prompts {

    private static final TypeReference<List<Stall.Reason>> REASONS = new TypeReference<>() {};

    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ObjectMapper json;

    Prompts(Jdbi jdbi, Tenants tenants, ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.json = json;
    }

    /**
     * A prompt that was not mailed yet.
     *
     * @param isOver there is nothing to mail any more: the pair met, asked for time or ended, or the next step was taken
     */
    record Waiting(Prompt prompt, ProgrammeId programme, Instant dueAt, boolean isOver) {}

    /** Some of those to look for room for, in the order of the people, so that two jobs never wait for each other. */
    List<Waiting> waiting(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.id, p.engagement, p.since, p.step, p.party, p.person, p.told_at, p.reasons::text as reasons,
                               p.mail_due_at, e.programme,
                               e.ended_on is not null or e.silent_since > p.since
                                   or coalesce(w.snoozed_until > :now, false)
                                   or exists (select from prompts later
                                               where later.tenant = p.tenant and later.engagement = p.engagement
                                                 and later.since = p.since and later.party = p.party
                                                 and later.told_at > p.told_at) as over
                          from prompts p
                          join engagements e on e.tenant = p.tenant and e.id = p.engagement
                          left join watches w on w.tenant = p.tenant and w.engagement = p.engagement and w.since = p.since
                         where p.tenant = :tenant and p.mail_at <= :now
                         order by p.person, p.id
                         limit :most
                           for update of p
                        """)
                .bind("tenant", tenants.current())
                .bind("now", now)
                .bind("most", AT_ONCE)
                .map((row, context) -> new Waiting(
                        new Prompt(
                                row.getObject("id", UUID.class),
                                new EngagementId(row.getObject("engagement", UUID.class)),
                                instant(row, "since"),
                                Stall.Step.valueOf(row.getString("step")),
                                Party.valueOf(row.getString("party")),
                                new PersonId(row.getObject("person", UUID.class)),
                                instant(row, "told_at"),
                                reasons(json, row.getString("reasons"))),
                        new ProgrammeId(row.getObject("programme", UUID.class)),
                        instant(row, "mail_due_at"),
                        row.getBoolean("over")))
                .list());
    }

    /**
     * Settles a prompt, or lets it wait.
     *
     * @param again when room is looked for again; null when it was mailed or never will be
     */
    void settle(UUID prompt, boolean mailed, @Nullable Instant again) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update prompts set mailed = :mailed, mail_at = :again where tenant = :tenant and id = :id
                        """)
                .bind("tenant", tenants.current())
                .bind("id", prompt)
                .bind("mailed", mailed)
                .bind("again", again == null ? null : again.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Keeps what is there when the side was asked before. */
    void add(Prompt prompt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into prompts (tenant, id, engagement, since, step, party, person, told_at, mailed, reasons,
                                             mail_due_at, mail_at)
                        values (:tenant, :id, :engagement, :since, :step, :party, :person, :toldAt, false, :reasons::jsonb,
                                :toldAt, :toldAt)
                            on conflict (tenant, engagement, since, step, party) do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("id", prompt.id())
                .bind("engagement", prompt.engagement())
                .bind("since", prompt.since())
                .bind("step", prompt.step().name())
                .bind("party", prompt.party().name())
                .bind("person", prompt.person())
                .bind("toldAt", prompt.toldAt())
                .bind("reasons", text(prompt.reasons()))
                .execute());
    }

    /** Nobody can be asked any more; answers how many prompts there were. */
    int remove(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from prompts where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }

    static List<Stall.Reason> reasons(ObjectMapper json, String text) {
        try {
            return json.readValue(text, REASONS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The reasons of a prompt are not ours", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private String text(List<Stall.Reason> reasons) {
        try {
            return json.writeValueAsString(reasons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Codes and numbers are always JSON", e);
        }
    }
}
