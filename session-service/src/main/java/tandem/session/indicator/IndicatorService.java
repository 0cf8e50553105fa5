package tandem.session.indicator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionEvent.TopicsNoted;
import tandem.events.SessionId;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.consent.Consents;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.indicator.Vocabulary.Kind;
import tandem.session.session.Session;
import tandem.session.session.Sessions;

/** Takes the indicators of a session under IMPACT of its leader: without it nothing is kept, and nothing of it stays (C10). */
@ApplicationScoped
public class IndicatorService {

    private static final int REVISIONS_MAX = 10;

    private final Sessions sessions;
    private final Engagements engagements;
    private final Consents consents;
    private final VocabularyService vocabularies;
    private final Records records;
    private final Outbox outbox;
    private final Clock clock;

    IndicatorService(
            Sessions sessions,
            Engagements engagements,
            Consents consents,
            VocabularyService vocabularies,
            Records records,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.sessions = sessions;
        this.engagements = engagements;
        this.consents = consents;
        this.vocabularies = vocabularies;
        this.records = records;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Where indicators are kept. */
    @ApplicationScoped
    static class Records {
        private final TopicRevisions topics;
        private final ConfidenceRatings confidence;

        Records(TopicRevisions topics, ConfidenceRatings confidence) {
            this.topics = topics;
            this.confidence = confidence;
        }

        TopicRevisions topics() {
            return topics;
        }

        ConfidenceRatings confidence() {
            return confidence;
        }
    }

    /** One side says what the session was about, in codes of the programme; in place of what was said before. */
    @Transactional
    public void noteTopics(PersonId by, SessionId id, Set<String> codes) {
        var session = sessions.lock(id);
        var engagement = side(session, by);
        session.requireBegun(clock.instant());
        consents.require(engagement.leader(), Purpose.IMPACT);
        var topics = codes.stream().sorted().toList();
        var vocabulary = vocabularies.require(engagement.programme(), Kind.TOPIC, topics);
        var last = records.topics().last(id.value());
        if (last.map(TopicRevisions.Last::topics).filter(topics::equals).isEmpty()) {
            var revision = next(last.map(TopicRevisions.Last::revision).orElse(0));
            var party = engagement.sideOf(by).orElseThrow();
            records.topics().add(session, revision, party, topics, vocabulary.version(), clock.instant());
            outbox.append(new TopicsNoted(session.engagement(), id, topics, vocabulary.version()));
        }
    }

    /** The leader says how confident it felt, 1 to 10; in place of what was said before. */
    @Transactional
    public void rateConfidence(PersonId by, SessionId id, int rating) {
        var session = sessions.lock(id);
        var engagement = side(session, by);
        if (engagement.sideOf(by).filter(Party.LEADER::equals).isEmpty()) {
            throw Sessions.unknown();
        }
        session.requireBegun(clock.instant());
        consents.require(engagement.leader(), Purpose.IMPACT);
        var last = records.confidence().last(id.value());
        if (last.filter(known -> known.rating() == rating).isEmpty()) {
            var revision = next(last.map(ConfidenceRatings.Last::revision).orElse(0));
            records.confidence().add(session, revision, rating, clock.instant());
            outbox.append(new ConfidenceRated(session.engagement(), id, rating));
        }
    }

    /** The leader takes IMPACT back, or is forgotten; answers what is gone, by kind. */
    @Transactional
    public Map<String, Integer> remove(PersonId leader) {
        Map<String, Integer> counts = new TreeMap<>();
        counts.put("sessionTopics", records.topics().remove(leader));
        counts.put("confidenceRatings", records.confidence().remove(leader));
        return counts;
    }

    private static int next(int revision) {
        if (revision >= REVISIONS_MAX) {
            throw new Refused(IndicatorProblems.CORRECTED_OFTEN, "At most " + REVISIONS_MAX + " revisions are kept");
        }
        return revision + 1;
    }

    /** To all but its two sides the session does not exist. */
    private Engagement side(Session session, PersonId person) {
        return engagements
                .find(session.engagement())
                .filter(engagement -> engagement.sideOf(person).isPresent())
                .orElseThrow(Sessions::unknown);
    }
}
