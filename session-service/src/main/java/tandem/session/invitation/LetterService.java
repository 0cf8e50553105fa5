package tandem.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import tandem.events.Party;
import tandem.runtime.mail.Mailer;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagements;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Correspondence.Letter;
import tandem.session.rule.Correspondence.Proposal;
import tandem.session.rule.Repetition;
import tandem.session.rule.Slot;

/** Queues what a side has to be told. What is said at once of several sessions of one series is one mail. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class LetterService {
    private final Repetitions repetitions;
    private final Engagements engagements;
    private final Moments moments;
    private final Mailer mailer;
    private final Clock clock;

    LetterService(
            Repetitions repetitions,
            Engagements engagements,
            Moments moments,
            Mailer mailer,
            @ProgrammeTime Clock clock) {
        this.repetitions = repetitions;
        this.engagements = engagements;
        this.moments = moments;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** A letter about one session. */
    record Addressed(Invitation invitation, Letter letter) {}

    /** What is put into one mail: entries of one calendar under one UID, all on or all off. */
    private record Envelope(Party to, UUID uid, boolean off) {
        static Envelope of(Addressed letter) {
            return new Envelope(
                    letter.letter().to(),
                    letter.invitation().uid(),
                    letter.letter().says().off());
        }
    }

    /** Tells of sessions one by one, those of a series by the occurrence each is. */
    void tell(List<Addressed> letters) {
        letters.stream()
                .collect(Collectors.groupingBy(Envelope::of, LinkedHashMap::new, Collectors.toList()))
                .forEach(this::tell);
    }

    private void tell(Envelope envelope, List<Addressed> letters) {
        var first = letters.stream()
                .min(Comparator.comparing(letter -> letter.letter().says().startsAt()))
                .orElseThrow();
        var codes = codes(first.invitation());
        codes.put("occurrences", occurrences(letters));
        if (letters.size() > 1) {
            codes.put("count", Integer.toString(letters.size()));
            queue(first, envelope.off() ? InvitationService.SERIES_CANCELLED : InvitationService.SERIES_CHANGED, codes);
        } else {
            queue(first, envelope.off() ? InvitationService.CANCELLED : InvitationService.INVITED, codes);
        }
    }

    /** Tells of a series that was booked just now: one entry that repeats. */
    void tell(Repetition repetition, List<Addressed> letters) {
        for (var party : Party.values()) {
            letters.stream()
                    .filter(letter -> letter.letter().to() == party)
                    .findFirst()
                    .ifPresent(first -> {
                        var codes = codes(first.invitation());
                        codes.put("occurrences", Occurrence.code(List.of(whole(first.letter()))));
                        codes.put("rule", repetition.rule());
                        codes.put("times", Integer.toString(repetition.times()));
                        codes.put("rhythm", rhythm(repetition.everyWeeks()));
                        queue(first, InvitationService.SERIES_INVITED, codes);
                    });
        }
    }

    /** Asks a side about the other time its other side would rather have. */
    void ask(Invitation invitation, Party party, Proposal proposal) {
        queue(invitation, party, InvitationService.PROPOSED, proposal.startsAt(), codes(invitation));
    }

    /** Tells a side that the time it proposed is not wanted; the number is that of the invitation it answered with it. */
    void refuse(Invitation invitation, Proposal proposal) {
        var codes = codes(invitation);
        var original = invitation.series().isPresent() ? invitation.original() : null;
        codes.put(
                "occurrences",
                Occurrence.code(List.of(new Occurrence(
                        original,
                        proposal.startsAt(),
                        proposal.endsAt(),
                        proposal.sequence(),
                        Occurrence.UNANSWERED))));
        queue(invitation, proposal.by(), InvitationService.NOT_WANTED, proposal.startsAt(), codes);
    }

    private void queue(Addressed first, String template, Map<String, String> codes) {
        queue(
                first.invitation(),
                first.letter().to(),
                template,
                first.letter().says().startsAt(),
                codes);
    }

    private void queue(
            Invitation invitation, Party party, String template, Instant startsAt, Map<String, String> codes) {
        var engagement = engagements.get(invitation.engagement());
        var person = party == Party.LEADER ? engagement.leader() : engagement.provider();
        codes.put("when", moments.words(person, startsAt));
        mailer.queue(person, template, codes);
    }

    /** What every mail about the session says; of a series also the zone, and until when it has to be defined. */
    private Map<String, String> codes(Invitation invitation) {
        var codes = new TreeMap<String, String>();
        codes.put("uid", invitation.uid().toString());
        codes.put("session", invitation.session().toString());
        codes.put("engagement", invitation.engagement().toString());
        codes.put("stamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        invitation.series().map(repetitions::get).ifPresent(repetition -> {
            codes.put("zone", repetition.zone().getId());
            codes.put("until", last(invitation, repetition).toString());
        });
        return codes;
    }

    /** The end of the series, or of a session that was moved beyond it. */
    private static Instant last(Invitation invitation, Repetition repetition) {
        var planned = repetition.slots().stream().map(Slot::endsAt).max(Comparator.naturalOrder());
        var agreed = invitation.correspondence().endsAt();
        return planned.filter(agreed::isBefore).orElse(agreed);
    }

    private static String occurrences(Collection<Addressed> letters) {
        return Occurrence.code(letters.stream()
                .map(addressed -> occurrence(addressed.invitation(), addressed.letter()))
                .toList());
    }

    private static Occurrence occurrence(Invitation invitation, Letter letter) {
        var whole = whole(letter);
        return invitation.series().isEmpty()
                ? whole
                : new Occurrence(
                        invitation.original(), whole.startsAt(), whole.endsAt(), whole.sequence(), whole.answer());
    }

    private static Occurrence whole(Letter letter) {
        return new Occurrence(
                null,
                letter.says().startsAt(),
                letter.says().endsAt(),
                letter.sequence(),
                letter.response().map(Response::name).orElse(Occurrence.UNANSWERED));
    }

    private static String rhythm(int weeks) {
        return weeks == 1 ? "every week" : "every " + weeks + " weeks";
    }
}
