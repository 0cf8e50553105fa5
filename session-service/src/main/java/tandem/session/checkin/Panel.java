package tandem.session.checkin;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;

/** Who is asked about a leader beside the two sides: the manager, and the raters the leader chose. */
record Panel(List<Seat> seats) {

    /** One of them; who left the employer keeps the seat, and it stays empty. */
    record Seat(
            PersonId person,
            Respondent role,
            boolean approved,
            @Nullable LocalDate leftOn) {

        boolean isThere() {
            return leftOn == null;
        }
    }

    Panel {
        seats = List.copyOf(seats);
    }

    List<Seat> raters() {
        return seats.stream().filter(seat -> seat.role() == Respondent.RATER).toList();
    }

    Optional<Seat> manager() {
        return seats.stream()
                .filter(seat -> seat.role() == Respondent.MANAGER && seat.isThere())
                .findFirst();
    }

    /** Whether a 360 can be asked: enough raters, each approved where the plan wants that. */
    boolean isComplete(CheckInPlan plan) {
        return raters().size() >= plan.ratersLeast()
                && (!plan.ratersApproved() || raters().stream().allMatch(Seat::approved));
    }
}
