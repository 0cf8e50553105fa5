package tandem.session.keeper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.escalation.EscalationService;
import tandem.session.rule.Snooze;
import tandem.session.rule.Stall;

/** Looks at quiet pairs and takes the step that is due: a prompt to both, a second one, a named human. */
@ApplicationScoped
public class KeeperService {

    private final Engagements engagements;
    private final Watches watches;
    private final PromptService prompts;
    private final Breaks breaks;
    private final ProgrammeKeepers keepers;
    private final EscalationService escalations;
    private final Outbox outbox;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    KeeperService(
            Engagements engagements,
            Watches watches,
            PromptService prompts,
            Breaks breaks,
            ProgrammeKeepers keepers,
            EscalationService escalations,
            Outbox outbox,
            @ProgrammeTime Clock clock,
            ProgrammeTerms programmes) {
        this.engagements = engagements;
        this.watches = watches;
        this.prompts = prompts;
        this.breaks = breaks;
        this.keepers = keepers;
        this.escalations = escalations;
        this.outbox = outbox;
        this.clock = clock;
        this.programmes = programmes;
    }

    /** Looks at some of the engagements whose turn it is; answers whether there may be more. */
    @Transactional
    boolean look(Instant now) {
        var due = engagements.lookedAtBy(now);
        due.forEach(engagement -> look(engagement, now));
        return !due.isEmpty();
    }

    /** Mails some of the prompts that wait for room; answers whether there may be more. */
    @Transactional
    boolean mail(Instant now) {
        return prompts.mail(now);
    }

    /** A side, or somebody of an office, asks the keeper for time. */
    @Transactional
    public void snooze(PersonId by, boolean ofOffice, EngagementId id, LocalDate until, Snooze.Reason reason) {
        var engagement = ofOffice ? engagements.get(id) : engagements.get(id, by);
        if (!engagement.isRunning()) {
            throw new Refused(KeeperProblems.NOT_RUNNING, "Nobody is asked any more");
        }
        var now = clock.instant();
        var watch = watch(engagement, now);
        var against = Snooze.against(until, watch.snoozes(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (!against.isEmpty()) {
            throw new Refused(KeeperProblems.SNOOZE_REFUSED, codes(against));
        }
        watches.put(watch.snooze(until.atStartOfDay(ZoneOffset.UTC).toInstant(), reason));
        engagement.look(now);
    }

    /** From now on silences of the programme come to this human. */
    @Transactional
    public void name(ProgrammeId programme, PersonId keeper) {
        programmes.requireKnown(programme);
        keepers.put(programme, keeper);
    }

    /** Nobody asks the person any more, and nobody is sent to them; answers how much of it there was. */
    @Transactional
    public int erase(PersonId person) {
        return prompts.erase(person) + keepers.remove(person);
    }

    private void look(Engagement engagement, Instant now) {
        var watch = watch(engagement, now);
        var days = breaks.counted(engagement.id(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        var verdict = Stall.at(
                new Stall.Facts(
                        watch.since(),
                        engagement.cadenceDays(),
                        days,
                        watch.told(),
                        watch.toldAt(),
                        watch.snoozedUntil(),
                        watches.awaited(engagement.id(), engagement.cadenceDays(), now)),
                now);
        verdict.step().ifPresent(step -> {
            take(step, engagement, verdict.reasons(), now);
            watches.put(watch.step(now));
        });
        engagement.look(verdict.lookAgainAt().orElse(null));
    }

    /** The watch over the silence that is on. Where another was watched, that one is over. */
    private Watch watch(Engagement engagement, Instant now) {
        var known = watches.of(engagement.id());
        if (known.isPresent() && known.get().since().equals(engagement.silentSince())) {
            return known.get();
        }
        known.ifPresent(_ -> escalations.resume(engagement, now));
        var begun = Watch.begin(engagement.id(), engagement.silentSince());
        watches.put(begun);
        return begun;
    }

    private void take(Stall.Step step, Engagement engagement, List<Stall.Reason> reasons, Instant now) {
        switch (step) {
            case PROMPT -> {
                outbox.append(engagement.wentQuiet(now));
                prompts.ask(step, engagement, reasons, now);
            }
            case SECOND_PROMPT -> prompts.ask(step, engagement, reasons, now);
            case HUMAN ->
                escalations.raiseQuiet(
                        engagement,
                        keepers.of(engagement.programme())
                                .filter(keeper -> engagement.sideOf(keeper).isEmpty()),
                        now);
        }
    }

    private static String codes(List<? extends Enum<?>> against) {
        return against.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
