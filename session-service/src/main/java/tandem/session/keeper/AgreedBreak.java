package tandem.session.keeper;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.ProgrammeId;
import tandem.session.rule.Break;

/**
 * A break of a pair, or of a whole programme.
 *
 * @param engagement null: it is the programme's
 * @param proposedBy null for the programme's own
 * @param agreed whether it counts; one that is proposed waits for the other side
 */
record AgreedBreak(
        UUID id,
        ProgrammeId programme,
        @Nullable EngagementId engagement,
        @Nullable Party proposedBy,
        boolean agreed,
        Break days) {}
