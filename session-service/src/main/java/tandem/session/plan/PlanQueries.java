package tandem.session.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.EngagementQueries;
import tandem.session.keeper.KeeperQueries;
import tandem.session.rule.CadenceTemplate;
import tandem.session.rule.FirstMeeting;
import tandem.session.rule.Plan;

/** Reads the plan of an engagement, and who has not met yet. */
@ApplicationScoped
public class PlanQueries {

    private static final String ENGAGEMENT = """
            select e.programme, e.track, e.kind, e.cadence_days, e.session_minutes, e.starts_on, e.planned_end_on, e.ended_on,
                   e.last_signed_at, coalesce(t.booking_sla_days, 7) as booking_sla_days
              from engagements e
              left join programme_terms t on t.tenant = e.tenant and t.programme = e.programme
             where e.tenant = :tenant and e.id = :engagement
            """;

    private static final String MEETINGS = """
            select starts_at, state = 'HELD' as held from sessions
             where tenant = :tenant and engagement = :engagement and told and state in ('SCHEDULED', 'HELD')
             order by starts_at
            """;

    private static final String NOT_MET = """
            select e.id, e.programme, e.leader, e.provider, e.last_signed_at,
                   coalesce(t.booking_sla_days, 7) as booking_sla_days,
                   (select min(s.starts_at) from sessions s
                     where s.tenant = e.tenant and s.engagement = e.id and s.told and s.state = 'SCHEDULED'
                       and s.starts_at > :now) as booked_at
              from engagements e
              left join programme_terms t on t.tenant = e.tenant and t.programme = e.programme
             where e.tenant = :tenant
               and e.id > :after
               and e.ended_on is null
               and (cast(:programme as uuid) is null or e.programme = :programme)
               and (:all or e.last_signed_at + make_interval(days => coalesce(t.booking_sla_days, 7)) < :now)
               and not exists (select from sessions s
                                where s.tenant = e.tenant and s.engagement = e.id and s.state = 'HELD')
             order by e.id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;
    private final KeeperQueries keeper;
    private final Clock clock;

    PlanQueries(
            Jdbi jdbi,
            Tenants tenants,
            EngagementQueries engagements,
            KeeperQueries keeper,
            @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
        this.keeper = keeper;
        this.clock = clock;
    }

    /** An interval of the cadence, in which one meeting is expected. */
    public record IntervalView(int number, LocalDate from, LocalDate until, Plan.Standing standing) {}

    /**
     * A day on which the two look back.
     *
     * @param passed whether the day is behind
     */
    public record MilestoneView(Plan.Milestone.Kind kind, String code, LocalDate dueOn, boolean passed) {}

    /**
     * The first meeting, against the booking SLA.
     *
     * @param bookedAt the next session that is booked
     */
    public record FirstMeetingView(
            Instant signedAt,
            Instant dueAt,
            FirstMeeting.Standing standing,
            @Nullable Instant heldAt,
            @Nullable Instant bookedAt) {}

    /** What the two sides can expect of their agreement. */
    public record PlanView(
            EngagementId engagement,
            CadenceTemplate template,
            int cadenceDays,
            int sessionMinutes,
            LocalDate startsOn,
            LocalDate endsOn,
            FirstMeetingView firstMeeting,
            List<IntervalView> intervals,
            List<MilestoneView> milestones) {}

    /**
     * A pair that has not met.
     *
     * @param bookedAt the next session that is booked
     */
    public record NotMetView(
            EngagementId engagement,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            Instant signedAt,
            Instant dueAt,
            FirstMeeting.Standing standing,
            @Nullable Instant bookedAt) {}

    /** An engagement, as far as its plan goes. */
    private record Agreed(
            ProgrammeId programme, Plan.Terms terms, int sessionMinutes, Instant signedAt, Instant dueAt) {}

    /** A session that is booked or was held. */
    private record Met(Instant at, boolean held) {}

    /**
     * The plan of an engagement; one that ended early has none beyond its end.
     *
     * @param side the person who asks; null for those who may see all of the tenant
     */
    @Transactional
    public PlanView plan(EngagementId engagement, @Nullable PersonId side) {
        engagements.requireSeen(engagement, side);
        var agreed = agreed(engagement);
        var met = met(engagement);
        var now = clock.instant();
        var today = day(now);
        var breaks = keeper.breaksOf(engagement, agreed.programme());
        var meetings = met.stream()
                .map(session -> new Plan.Meeting(day(session.at()), session.held()))
                .toList();
        var terms = agreed.terms();
        return new PlanView(
                engagement,
                terms.template(),
                terms.cadenceDays(),
                agreed.sessionMinutes(),
                terms.startsOn(),
                terms.endsOn(),
                firstMeeting(agreed, met, now),
                Plan.intervals(terms).stream()
                        .map(interval -> new IntervalView(
                                interval.number(),
                                interval.from(),
                                interval.until(),
                                Plan.standing(interval, meetings, breaks, today)))
                        .toList(),
                Plan.milestones(terms).stream()
                        .map(milestone -> new MilestoneView(
                                milestone.kind(),
                                milestone.code(),
                                milestone.dueOn(),
                                milestone.dueOn().isBefore(today)))
                        .toList());
    }

    /** Running engagements without a session held: those that are overdue, or all. */
    @Transactional
    public Page<NotMetView> notMet(@Nullable ProgrammeId programme, boolean all, Optional<Cursor> after, int limit) {
        var now = clock.instant();
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(NOT_MET)
                        .bind("tenant", tenants.current())
                        .bind("programme", programme == null ? null : programme.value())
                        .bind("all", all)
                        .bind("now", now),
                after,
                limit,
                (row, context) -> notMet(row, now),
                NotMetView::engagement));
    }

    private Agreed agreed(EngagementId engagement) {
        return jdbi.withHandle(handle -> handle.createQuery(ENGAGEMENT)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> agreed(row))
                .one());
    }

    private List<Met> met(EngagementId engagement) {
        return jdbi.withHandle(handle -> handle.createQuery(MEETINGS)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> new Met(instant(row, "starts_at"), row.getBoolean("held")))
                .list());
    }

    private static Agreed agreed(ResultSet row) throws SQLException {
        var track = Track.valueOf(row.getString("track"));
        var cadence = row.getInt("cadence_days");
        var minutes = row.getInt("session_minutes");
        var plannedEnd = row.getObject("planned_end_on", LocalDate.class);
        var endedOn = row.getObject("ended_on", LocalDate.class);
        var lastDay = endedOn == null || plannedEnd.isBefore(endedOn) ? plannedEnd : endedOn;
        var signedAt = instant(row, "last_signed_at");
        return new Agreed(
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new Plan.Terms(
                        track,
                        CadenceTemplate.of(track, EngagementKind.valueOf(row.getString("kind")), cadence, minutes),
                        cadence,
                        row.getObject("starts_on", LocalDate.class),
                        lastDay),
                minutes,
                signedAt,
                FirstMeeting.dueAt(signedAt, row.getInt("booking_sla_days")));
    }

    private static FirstMeetingView firstMeeting(Agreed agreed, List<Met> met, Instant now) {
        var held = met.stream().filter(Met::held).map(Met::at).findFirst().orElse(null);
        var booked = met.stream()
                .filter(session -> !session.held() && session.at().isAfter(now))
                .map(Met::at)
                .findFirst()
                .orElse(null);
        return new FirstMeetingView(
                agreed.signedAt(),
                agreed.dueAt(),
                FirstMeeting.standing(agreed.dueAt(), held, booked, now),
                held,
                booked);
    }

    private static NotMetView notMet(ResultSet row, Instant now) throws SQLException {
        var signedAt = instant(row, "last_signed_at");
        var dueAt = FirstMeeting.dueAt(signedAt, row.getInt("booking_sla_days"));
        var booked = row.getObject("booked_at", OffsetDateTime.class);
        var bookedAt = booked == null ? null : booked.toInstant();
        return new NotMetView(
                new EngagementId(row.getObject("id", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new PersonId(row.getObject("leader", UUID.class)),
                new PersonId(row.getObject("provider", UUID.class)),
                signedAt,
                dueAt,
                FirstMeeting.standing(dueAt, null, bookedAt, now),
                bookedAt);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
