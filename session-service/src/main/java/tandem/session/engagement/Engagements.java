package tandem.session.engagement;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tandem.events.CoachingGroupId;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The engagements of a tenant. */
@ApplicationScoped
public class Engagements implements PanacheRepositoryBase<Engagement, UUID> {
    private static final int DUE_AT_ONCE = 200;

    public Optional<Engagement> find(EngagementId engagement) {
        return findByIdOptional(engagement.value());
    }

    /** Those of the engagements that are known. */
    List<Engagement> find(Collection<EngagementId> engagements) {
        return list("id in ?1", engagements.stream().map(EngagementId::value).toList());
    }

    /** The engagement, if the person is a side of it; to everyone else it does not exist. */
    public Engagement get(EngagementId engagement, PersonId side) {
        return find(engagement).filter(found -> found.sideOf(side).isPresent()).orElseThrow(Engagements::unknown);
    }

    public Engagement get(EngagementId engagement) {
        return find(engagement).orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such engagement"));
    }

    public List<Engagement> of(PersonId person) {
        return list("leader = ?1 or provider = ?1 order by id", person.value());
    }

    /** The engagements of the person, locked: nobody writes anything about them meanwhile. */
    public List<Engagement> lockOf(PersonId person) {
        return find("leader = ?1 or provider = ?1 order by id", person.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The engagement, if the person is a side of it; nobody is forgotten while something is written about them. */
    public Engagement hold(EngagementId engagement, PersonId side) {
        return findByIdOptional(engagement.value(), LockModeType.PESSIMISTIC_READ)
                .filter(found -> found.sideOf(side).isPresent())
                .orElseThrow(Engagements::unknown);
    }

    /** Those that run of the leaders whom this coach coaches together. */
    public List<Engagement> running(CoachingGroupId group, PersonId coach) {
        return list(
                "coachingGroup = ?1 and provider = ?2 and endedOn is null order by id", group.value(), coach.value());
    }

    List<Engagement> between(PersonId one, PersonId other) {
        return list(
                "(leader = ?1 and provider = ?2) or (leader = ?2 and provider = ?1) order by id",
                one.value(),
                other.value());
    }

    /** Some of those the keeper is to look at by now. */
    public List<Engagement> lookedAtBy(Instant now) {
        return find("keeperLooksAt <= ?1 and endedOn is null order by keeperLooksAt", now)
                .page(0, DUE_AT_ONCE)
                .list();
    }

    /** Those that run in the programme. */
    public List<Engagement> running(ProgrammeId programme) {
        return list("programme = ?1 and endedOn is null order by id", programme.value());
    }

    List<Engagement> reviewDueOn(LocalDate day) {
        return find("reviewDueOn <= ?1 and endedOn is null order by reviewDueOn", day)
                .page(0, DUE_AT_ONCE)
                .list();
    }

    List<Engagement> snapshotDueOn(LocalDate day) {
        return find("snapshotDueOn <= ?1 and endedOn is null order by snapshotDueOn", day)
                .page(0, DUE_AT_ONCE)
                .list();
    }

    private static Refused unknown() {
        return new Refused(
                CommonProblems.NOT_FOUND,
                "You have no such engagement; it begins when both sides have signed the agreement");
    }
}
