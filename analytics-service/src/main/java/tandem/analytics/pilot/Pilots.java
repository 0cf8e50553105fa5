package tandem.analytics.pilot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.events.ProgrammeId;
import tandem.runtime.event.EventCodec;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The pilots of a tenant. Each version of the numbers is kept, so that a gate can be evaluated for an earlier moment. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Pilots {

    private static final String SELECT = """
            select p.programme, p.template, p.template_version, p.starts_on, p.revision, p.plan, p.locked_at, p.locked_hash, t.numbers
            from pilots p
            left join lateral (
                select numbers from pilot_thresholds t
                where t.tenant = p.tenant and t.programme = p.programme and t.changed_at <= :at
                order by revision desc limit 1
            ) t on true
            where p.tenant = :tenant and p.programme = :programme""";

    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");

    private final Jdbi jdbi;
    private final Tenants tenants;

    Pilots(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    public Pilot get(ProgrammeId programme) {
        return getAt(programme, ALWAYS);
    }

    /** With the numbers that held at a moment. */
    public Pilot getAt(ProgrammeId programme, Instant at) {
        return read(SELECT, programme, at);
    }

    /** Nobody else changes or evaluates the pilot until the transaction ends. */
    public Pilot lock(ProgrammeId programme) {
        return read(SELECT + " for update of p", programme, ALWAYS);
    }

    /** The first day of the programme, as far as the store has heard of it. */
    Optional<LocalDate> startOf(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select starts_on from programmes
                        where tenant = :tenant and programme = :programme and known_to = 'infinity' and starts_on is not null""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(LocalDate.class)
                .findOne());
    }

    /** False when the programme is a pilot already. */
    boolean add(Pilot pilot, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into pilots (tenant, programme, template, template_version, starts_on, revision, created_at)
                                values (:tenant, :programme, :template, :version, :startsOn, :revision, :now)
                                on conflict do nothing""")
                        .bind("tenant", tenants.current())
                        .bind("programme", pilot.programme())
                        .bind("template", pilot.template().name())
                        .bind("version", pilot.template().version())
                        .bind("startsOn", pilot.startsOn())
                        .bind("revision", pilot.revision())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    void addThresholds(Pilot pilot, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into pilot_thresholds (tenant, programme, revision, numbers, changed_at)
                        values (:tenant, :programme, :revision, :numbers, :now)""")
                .bind("tenant", tenants.current())
                .bind("programme", pilot.programme())
                .bind("revision", pilot.revision())
                .bind(
                        "numbers",
                        CanonicalJson.of(new TreeMap<>(pilot.entered())).text())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    void save(Pilot pilot) {
        var lockedAt = pilot.lockedAt();
        var plan = pilot.plan();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update pilots set revision = :revision, plan = :plan, locked_at = :lockedAt, locked_hash = :lockedHash
                        where tenant = :tenant and programme = :programme""")
                .bind("tenant", tenants.current())
                .bind("programme", pilot.programme())
                .bind("revision", pilot.revision())
                .bind("plan", plan == null ? null : CanonicalJson.of(plan).text())
                .bind("lockedAt", lockedAt == null ? null : lockedAt.atOffset(ZoneOffset.UTC))
                .bind("lockedHash", pilot.lockedHash())
                .execute());
    }

    private Pilot read(String sql, ProgrammeId programme, Instant at) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .map((row, context) -> pilot(row))
                .findOne()
                .orElseThrow(
                        () -> new Refused(CommonProblems.NOT_FOUND, "The programme " + programme + " is no pilot")));
    }

    static Pilot pilot(ResultSet row) throws SQLException {
        var template = PilotTemplate.find(row.getString("template"), row.getInt("template_version"))
                .orElseThrow(() -> new IllegalStateException("The template of a pilot is gone"));
        var plan = row.getString("plan");
        var lockedAt = row.getObject("locked_at", OffsetDateTime.class);
        return new Pilot(
                new ProgrammeId(row.getObject("programme", UUID.class)),
                template,
                row.getObject("starts_on", LocalDate.class),
                row.getLong("revision"),
                numbers(row.getString("numbers")),
                plan == null ? null : new CanonicalJson(plan).as(PilotPlan.class),
                lockedAt == null ? null : lockedAt.toInstant(),
                row.getString("locked_hash"));
    }

    private static Map<String, BigDecimal> numbers(@Nullable String json) {
        try {
            return json == null
                    ? Map.of()
                    : EventCodec.json().readValue(json, new TypeReference<TreeMap<String, BigDecimal>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The numbers of a pilot cannot be read", e);
        }
    }
}
