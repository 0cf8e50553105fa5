package tandem.session.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.events.GatheringKind;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.rule.Seating;

/** Office hours and cohorts: offered, taken, given up, closed. */
@ApplicationScoped
public class NetworkService {

    private final Gatherings gatherings;
    private final Participation participation;
    private final Outbox outbox;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    NetworkService(
            Gatherings gatherings,
            Participation participation,
            Outbox outbox,
            @ProgrammeTime Clock clock,
            ProgrammeTerms programmes) {
        this.gatherings = gatherings;
        this.participation = participation;
        this.outbox = outbox;
        this.clock = clock;
        this.programmes = programmes;
    }

    /** What somebody offers; a cadence belongs to a cohort and to nothing else. */
    public record Offered(
            GatheringKind kind,
            @Nullable PersonId host,
            Instant startsAt,
            int minutes,
            @Nullable Integer cadenceDays,
            int seats) {}

    @Transactional
    public void enrol(ParticipantEnrolled enrolled) {
        participation.add(enrolled.programme(), enrolled.person());
    }

    /** Offers an office hour or a cohort; a provider in the own name, an office in anybody's or, an office hour, in nobody's. */
    @Transactional
    public UUID offer(PersonId by, boolean ofOffice, ProgrammeId programme, Offered offered) {
        programmes.requireKnown(programme);
        if (!ofOffice) {
            requireIn(programme, by);
        }
        var host = ofOffice ? offered.host() : by;
        var isCohort = offered.kind() == GatheringKind.COHORT;
        if (isCohort != (offered.cadenceDays() != null) || (isCohort && host == null)) {
            throw new Refused(
                    NetworkProblems.GATHERING_FAULTY,
                    "A cohort has a cadence and a host, an office hour takes place once");
        }
        if (!offered.startsAt().isAfter(clock.instant())) {
            throw new Refused(NetworkProblems.GATHERING_FAULTY, "It began at " + offered.startsAt());
        }
        var gathering = new Gathering(
                Ids.next(),
                programme,
                offered.kind(),
                host,
                offered.startsAt(),
                offered.minutes(),
                offered.cadenceDays(),
                offered.seats(),
                0,
                false);
        gatherings.add(gathering);
        return gathering.id();
    }

    /** Somebody who takes part takes a seat, while there is one. */
    @Transactional
    public void take(PersonId person, UUID id) {
        var gathering = gatherings.lock(id);
        requireIn(gathering.programme(), person);
        var now = clock.instant();
        if (gatherings.seatedAt(id).contains(person)) {
            throw new Refused(NetworkProblems.SEAT_TAKEN, "Nobody sits twice");
        }
        var against = Seating.against(gathering.offer(), now);
        if (!against.isEmpty()) {
            throw new Refused(
                    NetworkProblems.NO_SEAT, against.stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        gatherings.take(id, person, now);
        outbox.append(gathering.takenBy(person, now));
    }

    /** The seat is free again. */
    @Transactional
    public void giveUp(PersonId person, UUID id) {
        gatherings.lock(id);
        if (!gatherings.giveUp(id, person)) {
            throw Gatherings.unknown();
        }
    }

    /** It takes place no more; all seats are given up. */
    @Transactional
    public void close(PersonId by, boolean ofOffice, UUID id) {
        var gathering = gatherings.lock(id);
        if (!ofOffice && !by.equals(gathering.host())) {
            throw Gatherings.unknown();
        }
        gatherings.close(id);
        gatherings.seatedAt(id).forEach(person -> gatherings.giveUp(id, person));
    }

    /** Seats are free again, and what the person hosts is closed; answers how many of both there were. */
    @Transactional
    public int erase(PersonId person, UUID erasedAs) {
        var seats = gatherings.seatsOf(person);
        for (var seat : seats) {
            gatherings.lock(seat);
            gatherings.giveUp(seat, person);
        }
        return seats.size() + gatherings.replaceHost(person, erasedAs) + participation.remove(person);
    }

    /** To whoever takes no part in it, a programme has no network. */
    private void requireIn(ProgrammeId programme, PersonId person) {
        if (!participation.isIn(programme, person)) {
            throw Gatherings.unknown();
        }
    }
}
