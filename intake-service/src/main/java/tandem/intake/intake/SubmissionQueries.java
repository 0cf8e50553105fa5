package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.IntakeId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Trigger;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads a leader's own intakes, own words in the clear. Nobody else's request ever gets here. */
@ApplicationScoped
public class SubmissionQueries {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String SELECT = """
            select i.id, i.programme, i.form_version, i.trigger, i.submitted_at, i.revision,
                   (select d.id from decision d where d.tenant = i.tenant and d.person = i.person and d.intake = i.id
                     order by d.id desc limit 1) as decision
              from intake i
             where i.tenant = :tenant and i.person = :person""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption encryption;

    SubmissionQueries(Jdbi jdbi, Tenants tenants, FieldEncryption encryption) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.encryption = encryption;
    }

    /** Oldest first, without the goals. */
    @Transactional
    public Page<IntakeHead> intakes(PersonId person, Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(SELECT + " and i.id > :after order by i.id limit :rows")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL))
                .bind("rows", limit + 1)
                .map((row, context) -> head(row))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.intake()));
    }

    @Transactional
    public Optional<Own> intake(PersonId person, IntakeId intake) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " and i.id = :intake")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("intake", intake)
                .map((row, context) -> new Own(row.getLong("revision"), head(row), List.of()))
                .findOne()
                .map(own -> new Own(own.revision(), own.head(), goals(handle, person, intake))));
    }

    private List<OwnGoal> goals(Handle handle, PersonId person, IntakeId intake) {
        return handle.createQuery("""
                        select codes, words, outcome from goal
                         where tenant = :tenant and intake = :intake and person = :person
                         order by ordinal""")
                .bind("tenant", tenants.current())
                .bind("intake", intake)
                .bind("person", person)
                .map((row, context) -> new OwnGoal(
                        open(person, Intakes.WORDS, row.getBytes("words")),
                        open(person, Intakes.OUTCOME, row.getBytes("outcome")),
                        List.of((String[]) row.getArray("codes").getArray())))
                .list();
    }

    private @Nullable String open(PersonId person, String field, byte @Nullable [] sealed) {
        return sealed == null ? null : encryption.decrypt(person, field, sealed);
    }

    private static IntakeHead head(ResultSet row) throws SQLException {
        var decision = row.getObject("decision", UUID.class);
        return new IntakeHead(
                new IntakeId(row.getObject("id", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                row.getInt("form_version"),
                Trigger.valueOf(row.getString("trigger")),
                row.getTimestamp("submitted_at").toInstant(),
                decision == null ? null : new DecisionId(decision));
    }

    /** An intake and the last decision on it: null while no goal has a code. */
    public record IntakeHead(
            IntakeId intake,
            ProgrammeId programme,
            int formVersion,
            Trigger trigger,
            Instant submittedAt,
            @Nullable DecisionId decision) {}

    /** An intake as its author wrote it. */
    public record Own(long revision, IntakeHead head, List<OwnGoal> goals) {}

    /** A goal in the author's words, with the codes that count. */
    public record OwnGoal(@Nullable String text, @Nullable String outcome, List<String> codes) {}
}
