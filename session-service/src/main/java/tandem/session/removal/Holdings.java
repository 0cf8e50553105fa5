package tandem.session.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.session.caselog.CaseLogService;
import tandem.session.consent.ConsentService;
import tandem.session.feed.FeedService;
import tandem.session.handoff.HandOffService;
import tandem.session.indicator.IndicatorService;
import tandem.session.invitation.InvitationService;
import tandem.session.note.NoteService;
import tandem.session.recognition.RecognitionService;

/** What features keep about people beside sessions and calendars, and let go of when it is no longer allowed; counted by kind. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Holdings {

    private final ConsentService consents;
    private final IndicatorService indicators;
    private final NoteService notes;
    private final HandOffService handOffs;
    private final RecognitionService recognitions;
    private final InvitationService invitations;
    private final FeedService feeds;
    private final CaseLogService caseLogs;

    Holdings(
            ConsentService consents,
            IndicatorService indicators,
            NoteService notes,
            HandOffService handOffs,
            RecognitionService recognitions,
            InvitationService invitations,
            FeedService feeds,
            CaseLogService caseLogs) {
        this.consents = consents;
        this.indicators = indicators;
        this.notes = notes;
        this.handOffs = handOffs;
        this.recognitions = recognitions;
        this.invitations = invitations;
        this.feeds = feeds;
        this.caseLogs = caseLogs;
    }

    /** The purpose, or one item of it, no longer holds: what it opened is closed to whom it was open. */
    Map<String, Integer> withdraw(ConsentWithdrawn withdrawn) {
        Map<String, Integer> counts = new TreeMap<>();
        var held = consents.withdraw(withdrawn);
        if (withdrawn.purpose() == Purpose.IMPACT) {
            counts.putAll(indicators.remove(withdrawn.person()));
            counts.put("caseEntries", caseLogs.remove(withdrawn.person()));
        } else {
            counts.put("permissions", held ? 1 : 0);
            counts.put("handOffItems", strike(withdrawn));
            counts.put("recognitions", hide(withdrawn));
        }
        return held(counts);
    }

    /** The person is forgotten; asked while engagements still name it. */
    Map<String, Integer> erase(PersonId person) {
        consents.erase(person);
        Map<String, Integer> counts = new TreeMap<>(indicators.remove(person));
        counts.put("caseEntries", caseLogs.remove(person));
        counts.put("notes", notes.erase(person));
        counts.put("handOffs", handOffs.erase(person));
        counts.put("recognitions", recognitions.erase(person));
        counts.put("invitations", invitations.erase(person));
        counts.put("calendarFeeds", feeds.erase(person));
        return held(counts);
    }

    private int strike(ConsentWithdrawn withdrawn) {
        return withdrawn.purpose() == Purpose.HANDOFF_DETAIL ? handOffs.strike(withdrawn) : 0;
    }

    private int hide(ConsentWithdrawn withdrawn) {
        return withdrawn.purpose() == Purpose.RECOGNITION ? recognitions.withdraw(withdrawn) : 0;
    }

    private static Map<String, Integer> held(Map<String, Integer> counts) {
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
