package tandem.session.handoff;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.Party;
import tandem.events.SponsorActionKind;

/** What a hand-off carries, item by item; an item that is not carried is absent. Codes, counts and days, never words. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HandOffContent(
        @JsonAlias("TOPICS") @Nullable List<String> topics,
        @JsonAlias("CONTINUE_WITH") @Nullable List<String> continueWith,
        @JsonAlias("SPONSOR_ASKS") @Nullable List<SponsorActionKind> sponsorAsks,
        @JsonAlias("SESSIONS_HELD") @Nullable Integer sessionsHeld,
        @JsonAlias("STEPS_COMPLETED") @Nullable Integer stepsCompleted,
        @JsonAlias("OPEN_STEPS") @Nullable List<OpenStep> openSteps,
        @JsonAlias("GOALS_MET") @Nullable GoalsMet goalsMet,
        @JsonAlias("SESSIONS_MISSED") @Nullable Integer sessionsMissed) {

    /** A next step not done yet. */
    public record OpenStep(String action, Party owner, LocalDate dueOn) {}

    /** Goals met, of how many, as the coach said at the end. */
    public record GoalsMet(int met, int of) {}
}
