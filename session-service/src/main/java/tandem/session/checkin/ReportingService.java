package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import tandem.events.PersonId;
import tandem.events.ProfileState.ProgrammeProfile;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;

/**
 * Follows the reporting line: whoever a leader reports to is asked, unless somebody was named since HR last said another. What is open
 * when it changes goes to the new manager.
 */
@ApplicationScoped
public class ReportingService {

    private final ReportingLines lines;
    private final Panels panels;
    private final CheckIns checkIns;
    private final Invitees invitees;
    private final OpeningService opening;
    private final CheckInClocks clocks;
    private final Engagements engagements;
    private final Clock clock;

    ReportingService(
            ReportingLines lines,
            Panels panels,
            CheckIns checkIns,
            Invitees invitees,
            OpeningService opening,
            CheckInClocks clocks,
            Engagements engagements,
            @ProgrammeTime Clock clock) {
        this.lines = lines;
        this.panels = panels;
        this.checkIns = checkIns;
        this.invitees = invitees;
        this.opening = opening;
        this.clocks = clocks;
        this.engagements = engagements;
        this.clock = clock;
    }

    /** HR says to whom somebody reports. */
    @Transactional
    public void follow(ProgrammeProfile state) {
        var before = lines.managerOf(state.person());
        lines.keep(state);
        var now = lines.managerOf(state.person());
        if (now.isPresent() && !now.equals(before)) {
            engagements.of(state.person()).stream()
                    .filter(engagement ->
                            engagement.isRunning() && engagement.leader().equals(state.person()))
                    .forEach(engagement -> pass(engagement, before));
        }
    }

    /** Nothing may be known of it any more. */
    @Transactional
    public void forget(PersonId person) {
        lines.remove(person);
    }

    /** The person takes part no longer; answers how many lines there were from it. */
    @Transactional
    public int withdraw(PersonId person, long version) {
        var known = lines.managerOf(person).isPresent() ? 1 : 0;
        lines.withdraw(person, version);
        return known;
    }

    /** Answers how many lines there were to the person and from it. */
    @Transactional
    public int erase(PersonId person) {
        return lines.erase(person);
    }

    /** Who was named before HR said another is asked no longer; who was never asked is asked at the next look. */
    private void pass(Engagement engagement, Optional<PersonId> before) {
        if (before.isPresent()) {
            panels.unseat(engagement.id(), Respondent.MANAGER);
        }
        clocks.reset(engagement.id());
        var now = clock.instant();
        panels.of(engagement.id())
                .manager()
                .ifPresent(seat -> checkIns.open(engagement.id()).stream()
                        .filter(checkIn -> !checkIn.closesOn().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC)))
                        .forEach(checkIn -> pass(checkIn, seat.person(), now)));
    }

    private void pass(CheckIn checkIn, PersonId manager, Instant now) {
        invitees.of(checkIn.id()).stream()
                .filter(invitee -> invitee.role() == Respondent.MANAGER && invitee.isAwaited())
                .filter(invitee -> !invitee.person().equals(manager))
                .forEach(invitee -> opening.pass(checkIn, invitee, manager, now));
    }
}
