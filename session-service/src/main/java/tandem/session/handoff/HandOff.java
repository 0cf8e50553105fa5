package tandem.session.handoff;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.SessionEvent.HandOffCompleted;
import tandem.events.SponsorActionKind;
import tandem.runtime.problem.Refused;
import tandem.session.handoff.HandOffQueries.ReceivedView;
import tandem.session.handoff.HandOffQueries.ReliedOn;
import tandem.session.rule.HandOffItem;

/**
 * What a coach hands to the mentor who follows: drafted by the coach, confirmed as it stands by the leader, received by the mentor. What
 * is received is what was confirmed, less what the leader no longer allows.
 */
@Entity
@Table(name = "hand_offs")
public class HandOff {

    @Id
    @Column(name = "engagement")
    private UUID engagement;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Version
    @Column(name = "version")
    private int version;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state;

    @Column(name = "topics")
    private String topics;

    @Column(name = "continue_with")
    private String continueWith;

    @Column(name = "sponsor_asks")
    private String sponsorAsks;

    @Column(name = "details")
    private String details;

    @Column(name = "received_in")
    private @Nullable UUID receivedIn;

    @Column(name = "content")
    private @Nullable String content;

    @Column(name = "content_sha256")
    private @Nullable String contentSha256;

    @Column(name = "relied_on")
    private @Nullable String reliedOn;

    @Column(name = "struck")
    private String struck = "";

    @Column(name = "drafted_at")
    private Instant draftedAt;

    @Column(name = "confirmed_at")
    private @Nullable Instant confirmedAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    /** How far a hand-off is. */
    public enum State {
        DRAFTED,
        CONFIRMED,
        RECEIVED
    }

    /**
     * What a coach enters; the counts are not the coach's to enter.
     *
     * @param topics what was worked on, as codes
     * @param continueWith what is worth going on with, as codes
     * @param details which details are offered, if the leader consents to them
     */
    public record Draft(
            Set<String> topics,
            Set<String> continueWith,
            Set<SponsorActionKind> sponsorAsks,
            Set<HandOffItem> details) {

        public Draft {
            topics = Set.copyOf(topics);
            continueWith = Set.copyOf(continueWith);
            sponsorAsks = Set.copyOf(sponsorAsks);
            details = Set.copyOf(details);
        }
    }

    protected HandOff() {}

    HandOff(EngagementId engagement, Draft draft, Instant at) {
        this.engagement = engagement.value();
        this.state = State.DRAFTED;
        enter(draft, at);
    }

    EngagementId engagement() {
        return new EngagementId(engagement);
    }

    State state() {
        return state;
    }

    List<String> topics() {
        return split(topics);
    }

    List<String> continueWith() {
        return split(continueWith);
    }

    List<String> sponsorAsks() {
        return split(sponsorAsks);
    }

    List<String> details() {
        return split(details);
    }

    /** Canonical JSON of what was confirmed, and since receipt of what was received; null while it is drafted. */
    @Nullable
    String content() {
        return content;
    }

    @Nullable
    String reliedOn() {
        return reliedOn;
    }

    /** As the mentor sees it. */
    ReceivedView received(HandOffContent items, List<ReliedOn> consents) {
        return new ReceivedView(
                new EngagementId(Objects.requireNonNull(receivedIn, "not received")),
                Objects.requireNonNull(receivedAt, "not received"),
                items,
                Objects.requireNonNull(contentSha256, "not received"),
                consents,
                split(struck));
    }

    /** The coach drafts it anew; once the leader has confirmed it, it stands. */
    void redraft(Draft draft, Instant at) {
        require(State.DRAFTED);
        enter(draft, at);
    }

    /** The leader has read it and agrees that it is handed over. */
    void confirm(String read, Instant at) {
        require(State.DRAFTED);
        state = State.CONFIRMED;
        content = read;
        confirmedAt = at;
    }

    /** The mentor takes what may still be carried; {@code reliedOn} names the consents it rests on. */
    HandOffCompleted receive(
            EngagementId by,
            Collection<HandOffItem> items,
            String carried,
            String sha256,
            String reliedOn,
            Instant at) {
        require(State.CONFIRMED);
        state = State.RECEIVED;
        receivedIn = by.value();
        content = carried;
        contentSha256 = sha256;
        this.reliedOn = reliedOn;
        receivedAt = at;
        return new HandOffCompleted(
                engagement(), by, items.stream().map(HandOffItem::name).toList());
    }

    /** The leader takes the consent to an item back: what was received loses it, the proof of what had been received stays. */
    void strike(HandOffItem item, String left) {
        require(State.RECEIVED);
        content = left;
        var all = new TreeSet<>(split(struck));
        all.add(item.name());
        struck = String.join(",", all);
    }

    private void enter(Draft draft, Instant at) {
        topics = joined(draft.topics());
        continueWith = joined(draft.continueWith());
        sponsorAsks =
                joined(draft.sponsorAsks().stream().map(SponsorActionKind::name).toList());
        details = joined(draft.details().stream().map(HandOffItem::name).toList());
        draftedAt = at;
    }

    private void require(State needed) {
        if (state != needed) {
            throw new Refused(HandOffProblems.STEP, "It is " + state);
        }
    }

    private static String joined(Collection<String> codes) {
        return String.join(",", new TreeSet<>(codes));
    }

    private static List<String> split(String codes) {
        return codes.isEmpty() ? List.of() : Arrays.asList(codes.split(",", -1));
    }
}
