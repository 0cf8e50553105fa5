package tandem.intake.profile;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.Trigger;
import tandem.runtime.event.StateKey;

/** Reads all that profiles are made of, for any number of people and purposes in one statement. */
@ApplicationScoped
class ProfileQueries {

    private final Jdbi jdbi;

    ProfileQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Rows for keys whose purpose holds; someone who left the programme's purpose left all the others with it. */
    List<Known> allowed(String tenant, Collection<StateKey> keys, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.person, c.purpose, c.consent_version,
                               coalesce(i.time_zone, p.time_zone, 'UTC') as time_zone,
                               e.person is not null as employed, e.department, e.job_role, e.job_level, e.hired_on,
                               e.last_promoted_on, e.role_risks, e.left_on,
                               m.id as manager, t.programme,
                               i.trigger, i.preferences, i.availability, i.confidentiality_need_high, i.skill_codes,
                               i.behaviour_codes, i.embedding_model, i.embedding, i.role_risks as named_risks
                          from unnest(:people, :purposes) as k (person, purpose)
                          join consent c on c.tenant = :tenant and c.person = k.person and c.purpose = k.purpose
                           and c.granted and (c.expires_at is null or c.expires_at > :now)
                          join person p on p.tenant = c.tenant and p.id = c.person
                          left join employment e on e.tenant = c.tenant and e.person = c.person
                          left join person m on m.tenant = c.tenant and m.employee_index = e.manager_index
                          left join lateral (
                              select programme from participation
                               where tenant = c.tenant and person = c.person and left_at is null
                               order by enrolled_at desc limit 1) t on true
                          left join lateral (
                              select * from intake
                               where tenant = c.tenant and person = c.person
                               order by id desc limit 1) i on true
                         where not exists (
                              select from consent x
                               where x.tenant = c.tenant and x.person = c.person and x.purpose = 'PROGRAMME'
                                 and not x.granted)""")
                .bind("tenant", tenant)
                .bind("now", now)
                .bind("people", keys.stream().map(key -> key.person().value()).toArray(UUID[]::new))
                .bind("purposes", keys.stream().map(key -> key.purpose().name()).toArray(String[]::new))
                .map((row, context) -> read(row))
                .list());
    }

    private static Known read(ResultSet row) throws SQLException {
        return new Known(
                new StateKey(
                        new PersonId(row.getObject("person", UUID.class)), Purpose.valueOf(row.getString("purpose"))),
                row.getLong("consent_version"),
                row.getString("time_zone"),
                row.getBoolean("employed") ? employment(row) : null,
                programme(row.getObject("programme", UUID.class)),
                row.getString("trigger") == null ? null : answers(row));
    }

    private static Job employment(ResultSet row) throws SQLException {
        var manager = row.getObject("manager", UUID.class);
        return new Job(
                manager == null ? null : new PersonId(manager),
                row.getString("department"),
                row.getString("job_role"),
                row.getInt("job_level"),
                row.getObject("hired_on", LocalDate.class),
                row.getObject("last_promoted_on", LocalDate.class),
                texts(row.getArray("role_risks")),
                row.getObject("left_on", LocalDate.class));
    }

    private static Answers answers(ResultSet row) throws SQLException {
        return new Answers(
                Trigger.valueOf(row.getString("trigger")),
                texts(row.getArray("preferences")),
                row.getString("availability"),
                row.getBoolean("confidentiality_need_high"),
                texts(row.getArray("skill_codes")),
                texts(row.getArray("behaviour_codes")),
                row.getString("embedding_model"),
                floats(row.getArray("embedding")),
                texts(row.getArray("named_risks")));
    }

    private static @Nullable ProgrammeId programme(@Nullable UUID id) {
        return id == null ? null : new ProgrammeId(id);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static List<Float> floats(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((Float[]) array.getArray());
    }

    /** What is known about a person under one purpose that holds. */
    record Known(
            StateKey key,
            long consentVersion,
            String timeZone,
            @Nullable Job job,
            @Nullable ProgrammeId programme,
            @Nullable Answers answers) {}

    /** An employment as profiles use it. */
    record Job(
            @Nullable PersonId manager,
            String department,
            String role,
            int level,
            LocalDate hiredOn,
            @Nullable LocalDate lastPromotedOn,
            List<String> roleRisks,
            @Nullable LocalDate leftOn) {}

    /** The latest intake as profiles use it; availability still as JSON. */
    record Answers(
            Trigger trigger,
            List<String> preferences,
            String availability,
            boolean confidentialityNeedHigh,
            List<String> skillCodes,
            List<String> behaviourCodes,
            @Nullable String embeddingModel,
            List<Float> embedding,
            List<String> roleRisks) {}
}
