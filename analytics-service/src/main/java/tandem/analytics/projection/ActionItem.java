package tandem.analytics.projection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.Party;
import tandem.events.SessionEvent.ActionItemAgreed;
import tandem.events.SessionEvent.ActionItemCompleted;
import tandem.events.SessionEvent.ActionItemDropped;
import tandem.events.SessionId;

/** A next step two sides agreed on: its code and day as last corrected, and what became of it. */
public record ActionItem(
        String tenant,
        String item,
        EngagementId engagement,
        long agreedSequence,
        @Nullable SessionId session,
        @Nullable String action,
        @Nullable Party owner,
        @Nullable LocalDate dueOn,
        long closedSequence,
        @Nullable State state,
        @Nullable LocalDate closedOn)
        implements Fact<ActionItem> {
    /** What became of a step. */
    public enum State {
        COMPLETED,
        DROPPED
    }

    static ActionItem of(Envelope<?> at, ActionItemAgreed e) {
        return new ActionItem(
                at.tenant(),
                e.actionItem(),
                e.engagement(),
                at.sequence(),
                e.session(),
                e.topic(),
                e.owner(),
                e.dueOn(),
                0,
                null,
                null);
    }

    static ActionItem of(Envelope<?> at, ActionItemCompleted e) {
        return closed(at, e.actionItem(), e.engagement(), State.COMPLETED, e.completedOn());
    }

    static ActionItem of(Envelope<?> at, ActionItemDropped e) {
        return closed(at, e.actionItem(), e.engagement(), State.DROPPED, e.droppedOn());
    }

    private static ActionItem closed(
            Envelope<?> at, String item, EngagementId engagement, State state, LocalDate closedOn) {
        return new ActionItem(at.tenant(), item, engagement, 0, null, null, null, null, at.sequence(), state, closedOn);
    }

    @Override
    public ActionItem join(ActionItem other) {
        var agreed = agreedSequence >= other.agreedSequence ? this : other;
        var closed = closedSequence >= other.closedSequence ? this : other;
        return new ActionItem(
                tenant,
                item,
                engagement,
                agreed.agreedSequence,
                agreed.session,
                agreed.action,
                agreed.owner,
                agreed.dueOn,
                closed.closedSequence,
                closed.state,
                closed.closedOn);
    }
}
