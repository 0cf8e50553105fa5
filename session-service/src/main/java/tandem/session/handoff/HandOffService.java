package tandem.session.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import tandem.events.ConsentItem.Recipient;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.closing.ClosingProblems;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.handoff.HandOff.Draft;
import tandem.session.handoff.HandOffQueries.ReliedOn;
import tandem.session.indicator.Vocabulary.Kind;
import tandem.session.indicator.VocabularyService;
import tandem.session.rule.HandOffItem;

/** Drafts, confirms and receives what goes from a coaching to the mentoring after it (R67, W14). */
@ApplicationScoped
public class HandOffService {

    private final HandOffs handOffs;
    private final HandOffQueries queries;
    private final Engagements engagements;
    private final VocabularyService vocabularies;
    private final Outbox outbox;
    private final Clock clock;

    HandOffService(
            HandOffs handOffs,
            HandOffQueries queries,
            Engagements engagements,
            VocabularyService vocabularies,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.handOffs = handOffs;
        this.queries = queries;
        this.engagements = engagements;
        this.vocabularies = vocabularies;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The coach says what there is to hand over, as often as it takes until the leader has confirmed it. */
    @Transactional
    public void draft(PersonId by, EngagementId id, Draft draft) {
        var coaching = side(id, by, Party.PROVIDER);
        if (coaching.track() != Track.COACHING) {
            throw new Refused(HandOffProblems.NOT_A_COACH, "A mentoring is not handed over");
        }
        if (!coaching.isClosing(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw new Refused(
                    ClosingProblems.NOT_CLOSING,
                    "It is handed over from four weeks before its end to four weeks after it");
        }
        var codes = new HashSet<>(draft.topics());
        codes.addAll(draft.continueWith());
        vocabularies.require(coaching.programme(), Kind.TOPIC, codes);
        handOffs.find(id)
                .ifPresentOrElse(
                        known -> known.redraft(draft, clock.instant()),
                        () -> handOffs.persist(new HandOff(id, draft, clock.instant())));
    }

    /** The leader has read it as it stands and agrees. */
    @Transactional
    public void confirm(PersonId by, EngagementId id) {
        side(id, by, Party.LEADER);
        var handOff = handOffs.get(id);
        handOff.confirm(queries.canonical(queries.offered(handOff)), clock.instant());
    }

    /** The mentor of the engagement that follows takes what was confirmed, less the details the leader does not allow now. */
    @Transactional
    public void receive(PersonId by, EngagementId id) {
        var mentoring = side(id, by, Party.PROVIDER);
        if (mentoring.track() != Track.MENTORING || mentoring.kind().isArranged()) {
            throw HandOffs.unknown();
        }
        var handOff = handOffs.confirmed(coachingsBefore(mentoring)).stream()
                .findFirst()
                .orElseThrow(HandOffs::unknown);
        var allowed = queries.allowed(mentoring.leader(), handOff.engagement());
        var carried = HandOffItem.carried(
                queries.items(String.valueOf(handOff.content())),
                allowed.stream().map(consent -> consent.item().field()).toList());
        var reliedOn = allowed.stream()
                .filter(consent -> carried.keySet().stream()
                        .anyMatch(item -> item.isDetail()
                                && item.name().equals(consent.item().field())))
                .map(consent ->
                        new ReliedOn(consent.item().field(), consent.item().recipient(), consent.consentVersion()))
                .toList();
        var items = new TreeMap<String, JsonNode>();
        carried.forEach((item, value) -> items.put(item.name(), value));
        var content = queries.canonical(items);
        outbox.append(handOff.receive(
                id, carried.keySet(), content, sha256(content), queries.canonical(reliedOn), clock.instant()));
    }

    /** The leader takes a detail back: mentors who received it lose it; answers how many. */
    @Transactional
    public int strike(ConsentWithdrawn withdrawn) {
        var item = withdrawn.item();
        if (item == null || item.recipient() != Recipient.MENTOR) {
            return 0;
        }
        var struck = 0;
        for (var handOff : handOffs.received(coachingsOf(withdrawn.person()))) {
            var items = queries.items(String.valueOf(handOff.content()));
            var stillAllowed = queries.allowed(withdrawn.person(), handOff.engagement()).stream()
                    .anyMatch(consent -> consent.item().field().equals(item.field()));
            var detail = HandOffItem.of(item.field()).filter(HandOffItem::isDetail);
            if (detail.isPresent() && !stillAllowed && items.remove(item.field()) != null) {
                handOff.strike(detail.get(), queries.canonical(items));
                struck++;
            }
        }
        return struck;
    }

    /** The leader is forgotten: what was handed over about it goes; answers how many hand-offs. */
    @Transactional
    public int erase(PersonId leader) {
        return handOffs.remove(coachingsOf(leader));
    }

    private Engagement side(EngagementId id, PersonId by, Party party) {
        var engagement = engagements.hold(id, by);
        if (engagement.sideOf(by).filter(party::equals).isEmpty()) {
            throw HandOffs.unknown();
        }
        return engagement;
    }

    private List<EngagementId> coachingsBefore(Engagement mentoring) {
        return engagements.of(mentoring.leader()).stream()
                .filter(engagement -> engagement.programme().equals(mentoring.programme()))
                .filter(engagement -> engagement.leader().equals(mentoring.leader()))
                .filter(engagement -> engagement.track() == Track.COACHING)
                .map(Engagement::id)
                .toList();
    }

    private List<EngagementId> coachingsOf(PersonId leader) {
        return engagements.of(leader).stream()
                .filter(engagement -> engagement.leader().equals(leader))
                .map(Engagement::id)
                .toList();
    }

    private static String sha256(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
