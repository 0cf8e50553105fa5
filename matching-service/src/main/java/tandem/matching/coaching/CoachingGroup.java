package tandem.matching.coaching;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EndReason;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.kind.GroupSize;
import tandem.matching.match.MembershipService.Group;
import tandem.runtime.Ids;
import tandem.runtime.problem.Refused;

/**
 * A coach, and in which bounds leaders are coached together. Who its members are their matches say, each of which has its own approval,
 * agreement and end: the group only holds them together.
 */
@Entity
@Table(name = "coaching_groups")
public class CoachingGroup {

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Column(name = "programme")
    private UUID programme;

    @Column(name = "coach")
    private UUID coach;

    @Column(name = "size_min")
    private int sizeMin;

    @Column(name = "size_max")
    private int sizeMax;

    @Column(name = "formed_at")
    private Instant formedAt;

    @Column(name = "dissolved_at")
    private @Nullable Instant dissolvedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "dissolved_reason")
    private @Nullable EndReason dissolvedReason;

    @Version
    @Column(name = "version")
    private int version;

    protected CoachingGroup() {}

    /** In the bounds of the policy of that day, which it keeps. */
    CoachingGroup(ProgrammeId programme, PersonId coach, GroupSize size, Instant at) {
        id = Ids.next();
        this.programme = programme.value();
        this.coach = coach.value();
        sizeMin = size.least();
        sizeMax = size.most();
        formedAt = at;
    }

    CoachingGroupId id() {
        return new CoachingGroupId(id);
    }

    ProgrammeId programme() {
        return new ProgrammeId(programme);
    }

    PersonId coach() {
        return new PersonId(coach);
    }

    /** To have all its members named at once, which have to be enough. */
    Group whole() {
        return new Group(id(), coach(), new GroupSize(sizeMin, sizeMax));
    }

    /** To have more members named; how few are left after others went is for people to judge, and shown to them. */
    Group open() {
        requireOpen();
        return new Group(id(), coach(), new GroupSize(0, sizeMax));
    }

    /** Nobody comes into it any more. */
    void dissolve(EndReason reason, Instant at) {
        requireOpen();
        dissolvedAt = at;
        dissolvedReason = reason;
    }

    private void requireOpen() {
        if (dissolvedAt != null) {
            throw new Refused(
                    CoachingGroupProblems.DISSOLVED,
                    "Form another one",
                    Map.of("reason", String.valueOf(dissolvedReason)));
        }
    }
}
