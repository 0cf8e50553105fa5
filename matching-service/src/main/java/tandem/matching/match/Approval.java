package tandem.matching.match;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;

/** Who approved, in which office, and when. */
@Embeddable
public record Approval(
        @Column(name = "approver") UUID approver,
        @Column(name = "office") String office,
        @Column(name = "approved_at") Instant at) {

    /** R51: outside the programme's own line. */
    public static final List<String> SECOND_OFFICES = List.of(Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);

    static Approval by(PersonId approver, Set<String> roles, Instant at) {
        var office = SECOND_OFFICES.stream().filter(roles::contains).findFirst().orElse(Roles.PROGRAM_LEAD);
        return new Approval(approver.value(), office, at);
    }

    /** R51: one of the two approvers of a high-risk pair stands outside the programme's own line. */
    boolean isOfSecondOffice() {
        return SECOND_OFFICES.contains(office);
    }
}
