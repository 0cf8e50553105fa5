package tandem.session.keeper;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.session.rule.Stall;

/**
 * One side of a quiet pair is asked.
 *
 * @param reasons why, as they stood
 */
record Prompt(
        UUID id,
        EngagementId engagement,
        Instant since,
        Stall.Step step,
        Party party,
        PersonId person,
        Instant toldAt,
        List<Stall.Reason> reasons) {}
