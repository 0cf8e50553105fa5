package tandem.analytics.committee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.CanonicalJson;
import tandem.analytics.committee.Motion.Minute;
import tandem.analytics.committee.Motion.Terms;
import tandem.analytics.committee.Motion.VetoReason;
import tandem.analytics.rule.Ballot.Vote;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Committees, what was put to the vote, and what was decided. A decision is added once and never changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Motions {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Motions(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<Committee> committee(ProgrammeId programme) {
        return jdbi.withHandle(handle -> {
            var seats = new EnumMap<Seat, PersonId>(Seat.class);
            handle.createQuery(
                            "select seat, person from committee_seats where tenant = :tenant and programme = :programme")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .map((row, context) -> seats.put(
                            Seat.valueOf(row.getString("seat")), new PersonId(row.getObject("person", UUID.class))))
                    .list();
            return handle.createQuery(
                            "select quorum, revision from committees where tenant = :tenant and programme = :programme")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .map((row, context) -> new Committee(seats, row.getInt("quorum"), row.getLong("revision")))
                    .findOne();
        });
    }

    void seat(ProgrammeId programme, Committee committee, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into committees (tenant, programme, quorum, revision, seated_at)
                            values (:tenant, :programme, :quorum, :revision, :now)
                            on conflict (tenant, programme) do update
                            set quorum = excluded.quorum, revision = excluded.revision, seated_at = excluded.seated_at""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("quorum", committee.quorum())
                    .bind("revision", committee.revision())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            for (var seat : committee.seats().entrySet()) {
                handle.createUpdate("""
                                insert into committee_seats (tenant, programme, seat, person)
                                values (:tenant, :programme, :seat, :person)
                                on conflict (tenant, programme, seat) do update set person = excluded.person""")
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("seat", seat.getKey().name())
                        .bind("person", seat.getValue())
                        .execute();
            }
        });
    }

    void open(Motion motion, PersonId by, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into motions (tenant, id, programme, week, decision, minutes, terms, opened_by, opened_at)
                        values (:tenant, :id, :programme, :week, :decision, :minutes, :terms, :by, :now)""")
                .bind("tenant", tenants.current())
                .bind("id", motion.id())
                .bind("programme", motion.programme())
                .bind("week", motion.week())
                .bind("decision", motion.decision())
                .bind("minutes", motion.minutes().stream().map(Minute::name).collect(Collectors.joining(",")))
                .bind("terms", CanonicalJson.of(motion.terms()).text())
                .bind("by", by)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Nobody else votes on it, vetoes or concludes it until the transaction ends. */
    Motion lock(ProgrammeId programme, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, week, decision, minutes, terms, closed_at is not null as closed from motions
                        where tenant = :tenant and programme = :programme and id = :id for update""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("id", id)
                .map((row, context) -> new Motion(
                        row.getObject("id", UUID.class),
                        programme,
                        row.getInt("week"),
                        row.getString("decision"),
                        minutes(row.getString("minutes")),
                        new CanonicalJson(row.getString("terms")).as(Terms.class),
                        row.getBoolean("closed")))
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such motion")));
    }

    static List<Minute> minutes(String codes) {
        return Arrays.stream(codes.split(",")).map(Minute::valueOf).toList();
    }

    void vote(Motion motion, Seat seat, Vote vote, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into motion_votes (tenant, motion, seat, vote, voted_at)
                        values (:tenant, :motion, :seat, :vote, :now)
                        on conflict (tenant, motion, seat) do update set vote = excluded.vote, voted_at = excluded.voted_at""")
                .bind("tenant", tenants.current())
                .bind("motion", motion.id())
                .bind("seat", seat.name())
                .bind("vote", vote.name())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    Map<Seat, Vote> votes(UUID motion) {
        var votes = new EnumMap<Seat, Vote>(Seat.class);
        jdbi.useHandle(handle -> handle.createQuery(
                        "select seat, vote from motion_votes where tenant = :tenant and motion = :motion")
                .bind("tenant", tenants.current())
                .bind("motion", motion)
                .map((row, context) ->
                        votes.put(Seat.valueOf(row.getString("seat")), Vote.valueOf(row.getString("vote"))))
                .list());
        return votes;
    }

    void veto(Motion motion, VetoReason reason, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update motions set veto_reason = :reason, closed_at = :now where tenant = :tenant and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", motion.id())
                .bind("reason", reason.name())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** The caller holds the pilot and has seen that the gate is open. */
    void decide(Motion motion, CanonicalJson document, String signature, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("update motions set closed_at = :now where tenant = :tenant and id = :id")
                    .bind("tenant", tenants.current())
                    .bind("id", motion.id())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            handle.createUpdate("""
                                    insert into committee_decisions (tenant, programme, week, motion, decision, document, content_hash,
                                                                     signature, decided_at)
                                    values (:tenant, :programme, :week, :motion, :decision, :document, :hash, :signature, :now)""")
                    .bind("tenant", tenants.current())
                    .bind("programme", motion.programme())
                    .bind("week", motion.week())
                    .bind("motion", motion.id())
                    .bind("decision", motion.decision())
                    .bind("document", document.text())
                    .bind("hash", document.hash())
                    .bind("signature", signature)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
        });
    }

    boolean isDecided(ProgrammeId programme, int week) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from committee_decisions
                            where tenant = :tenant and programme = :programme and week = :week)""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("week", week)
                .mapTo(Boolean.class)
                .one());
    }
}
