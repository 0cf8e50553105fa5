package tandem.session.keeper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.rule.Break;

/** Breaks: one side proposes, the other agrees; a programme sets its own. Whatever changes, the keeper looks again. */
@ApplicationScoped
public class BreakService {

    private final Breaks breaks;
    private final Engagements engagements;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    BreakService(Breaks breaks, Engagements engagements, @ProgrammeTime Clock clock, ProgrammeTerms programmes) {
        this.breaks = breaks;
        this.engagements = engagements;
        this.clock = clock;
        this.programmes = programmes;
    }

    /** One side proposes days without meetings; they count when the other side agrees. */
    @Transactional
    public UUID propose(PersonId by, EngagementId id, Break days) {
        var engagement = engagements.get(id, by);
        if (!engagement.isRunning()) {
            throw new Refused(KeeperProblems.NOT_RUNNING, "It has nothing to pause");
        }
        var programme = engagement.programme();
        check(
                days,
                breaks.of(id, programme).stream()
                        .filter(known -> known.engagement() != null)
                        .toList());
        var proposed =
                new AgreedBreak(Ids.next(), programme, id, engagement.sideOf(by).orElseThrow(), false, days);
        breaks.add(proposed);
        return proposed.id();
    }

    /** The other side agrees: the days do not count as silence. */
    @Transactional
    public void agree(PersonId by, UUID id) {
        var proposed = breaks.get(id);
        if (proposed.engagement() == null) {
            throw Breaks.unknown();
        }
        var engagement = engagements.get(proposed.engagement(), by);
        if (proposed.agreed() || engagement.sideOf(by).orElseThrow() == proposed.proposedBy()) {
            throw new Refused(KeeperProblems.BREAK_NOT_OPEN, "It is agreed, or waits for the other side");
        }
        breaks.agree(id);
        engagement.look(now());
    }

    /** Either side takes a break of the two back, an office one of its programme. */
    @Transactional
    public void withdraw(PersonId by, boolean ofOffice, UUID id) {
        var known = breaks.get(id);
        if (known.engagement() != null) {
            engagements.get(known.engagement(), by).look(now());
        } else if (ofOffice) {
            engagements.running(known.programme()).forEach(engagement -> engagement.look(now()));
        } else {
            throw Breaks.unknown();
        }
        breaks.remove(id);
    }

    /** The programme is closed on these days. */
    @Transactional
    public UUID set(ProgrammeId programme, Break days) {
        programmes.requireKnown(programme);
        check(days, breaks.of(programme));
        var set = new AgreedBreak(Ids.next(), programme, null, null, true, days);
        breaks.add(set);
        return set.id();
    }

    private void check(Break days, List<AgreedBreak> others) {
        var against = days.against(
                others.stream().map(AgreedBreak::days).toList(), LocalDate.ofInstant(now(), ZoneOffset.UTC));
        if (!against.isEmpty()) {
            throw new Refused(
                    KeeperProblems.BREAK_REFUSED,
                    against.stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
