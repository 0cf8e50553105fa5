package tandem.intake.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.IntakeId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.ProgrammeId;
import tandem.intake.decision.Alteration;
import tandem.intake.decision.Change;
import tandem.intake.decision.ExceptionReason;
import tandem.intake.decision.Reason;
import tandem.intake.intake.Decision.Occasion;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads decisions in full: the answer, why, and what would have changed it. */
@ApplicationScoped
public class DecisionQueries {

    private static final String SELECT = """
            select id, intake, programme, person, pathway, tracks, reasons, changes, rule_set_version, policy_version,
                   mentor_review_on, decided_at, occasion, replaces, exception_reason
              from decision
             where tenant = :tenant""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ObjectMapper json;
    private final CurrentAct act;

    DecisionQueries(Jdbi jdbi, Tenants tenants, ObjectMapper json, CurrentAct act) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.json = json;
        this.act = act;
    }

    /** Oldest first; {@code person} narrows to one person's, {@code programme} to one programme's. */
    @Transactional
    public Page<DecisionView> decisions(
            @Nullable ProgrammeId programme, @Nullable PersonId person, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(SELECT + """
                         and (cast(:programme as uuid) is null or programme = :programme)
                         and (cast(:person as uuid) is null or person = :person)
                         and id > :after
                       order by id
                       limit :rows""")
                        .bind("tenant", tenants.current())
                        .bind("programme", programme == null ? null : programme.value())
                        .bind("person", person == null ? null : person.value()),
                after,
                limit,
                (row, context) -> read(row),
                DecisionView::decision));
    }

    /** A decision; {@code only} is whose it must be, null for those who may read everyone's. */
    @Transactional
    public Optional<DecisionView> decision(DecisionId decision, @Nullable PersonId only) {
        var found = jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + " and id = :decision and (cast(:person as uuid) is null or person = :person)")
                .bind("tenant", tenants.current())
                .bind("decision", decision)
                .bind("person", only == null ? null : only.value())
                .map((row, context) -> read(row))
                .findOne());
        found.map(DecisionView::person).ifPresent(only == null ? act::shows : own -> act.showsOwn());
        return found;
    }

    private DecisionView read(ResultSet row) throws SQLException {
        var version = row.getString("rule_set_version");
        var words = DecisionWords.of(version);
        return new DecisionView(
                new DecisionId(row.getObject("id", UUID.class)),
                new IntakeId(row.getObject("intake", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                Pathway.valueOf(row.getString("pathway")),
                list(row.getString("tracks"), PlannedTrack.class),
                list(row.getString("reasons"), Reason.class).stream()
                        .map(reason -> new Because(reason.rule(), words.of(reason)))
                        .toList(),
                list(row.getString("changes"), Change.class).stream()
                        .map(change -> new Otherwise(
                                change.what(), change.value(), change.and(), change.instead(), words.of(change)))
                        .toList(),
                version,
                row.getInt("policy_version"),
                row.getObject("mentor_review_on", LocalDate.class),
                row.getTimestamp("decided_at").toInstant(),
                Occasion.valueOf(row.getString("occasion")),
                Optional.ofNullable(row.getObject("replaces", UUID.class))
                        .map(DecisionId::new)
                        .orElse(null),
                Optional.ofNullable(row.getString("exception_reason"))
                        .map(ExceptionReason::valueOf)
                        .orElse(null));
    }

    private <T> List<T> list(String text, Class<T> type) {
        try {
            return json.readerForListOf(type).readValue(text);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored decision cannot be read", e);
        }
    }

    /**
     * A decision with the words of the rule set it was made under.
     *
     * @param occasion what it was made on; {@code replaces} is the decision in force until then
     * @param exceptionReason null unless a human decided otherwise than the rules
     */
    public record DecisionView(
            DecisionId decision,
            IntakeId intake,
            ProgrammeId programme,
            PersonId person,
            Pathway pathway,
            List<PlannedTrack> tracks,
            List<Because> reasons,
            List<Otherwise> wouldChange,
            String ruleSetVersion,
            int policyVersion,
            @Nullable LocalDate mentorReviewOn,
            Instant decidedAt,
            Occasion occasion,
            @Nullable DecisionId replaces,
            @Nullable ExceptionReason exceptionReason) {}

    /** A rule and what it said. */
    public record Because(String rule, String text) {}

    /** The least that would have led elsewhere; {@code and} is null where one fact is enough. */
    public record Otherwise(
            String what, String value, @Nullable Alteration and, Pathway instead, String text) {}
}
