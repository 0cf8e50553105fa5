package tandem.session.rule;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.EvidenceTier;
import tandem.events.Party;

/**
 * What is known about who was at a session: answers to the invitation, what each side logged, what the meeting platform saw. A
 * side speaks for itself and may speak for the other ("they did not come").
 *
 * @param accepted sides that accepted the invitation
 * @param logged what each side logged
 * @param platform what the platform reported about each side
 */
public record Attendance(Map<Party, Boolean> accepted, Map<Party, Log> logged, Map<Party, Boolean> platform) {

    /** What one side logged: whether it was there, and whether the other was where it says so. */
    public record Log(boolean self, @Nullable Boolean other) {}

    /** A verdict on a session that is over. */
    public record Verdict(boolean held, EvidenceTier evidence) {}

    public Attendance {
        accepted = Map.copyOf(accepted);
        logged = Map.copyOf(logged);
        platform = Map.copyOf(platform);
    }

    /** Nothing known. */
    public static Attendance none() {
        return new Attendance(Map.of(), Map.of(), Map.of());
    }

    /**
     * Whether the session was held, as soon as the evidence says so: an absence reported by anyone who could know makes it
     * missed; presence counts from the {@code minimum} tier on. Empty while the evidence is too weak or contradicts itself.
     */
    public Optional<Verdict> verdict(EvidenceTier minimum) {
        if (platform.containsValue(false)) {
            return Optional.of(new Verdict(false, EvidenceTier.PLATFORM));
        }
        if (platform.size() == Party.values().length) {
            return Optional.of(new Verdict(true, EvidenceTier.PLATFORM));
        }
        var tier = tier();
        if (tier.compareTo(EvidenceTier.ONE_SIDE) >= 0) {
            if (contradictory()) {
                return Optional.empty();
            }
            if (absent(Party.LEADER) || absent(Party.PROVIDER)) {
                return Optional.of(new Verdict(false, tier));
            }
        }
        return tier.compareTo(minimum) >= 0 ? Optional.of(new Verdict(true, tier)) : Optional.empty();
    }

    /** How well the session as a whole is evidenced. */
    public EvidenceTier tier() {
        var heard = new EnumMap<Party, Boolean>(Party.class);
        logged.keySet().forEach(party -> heard.put(party, true));
        if (platform.size() == Party.values().length) {
            return EvidenceTier.PLATFORM;
        }
        platform.keySet().forEach(party -> heard.put(party, true));
        return switch (heard.size()) {
            case 0 ->
                accepted.size() == Party.values().length && !accepted.containsValue(false)
                        ? EvidenceTier.ACCEPTED
                        : EvidenceTier.INVITED;
            case 1 -> EvidenceTier.ONE_SIDE;
            default -> EvidenceTier.BOTH_SIDES;
        };
    }

    private boolean absent(Party party) {
        var own = logged.get(party);
        var others = logged.get(other(party));
        return (own != null && !own.self()) || (others != null && Boolean.FALSE.equals(others.other()));
    }

    private boolean contradictory() {
        return contradicted(Party.LEADER) || contradicted(Party.PROVIDER);
    }

    private boolean contradicted(Party party) {
        var own = logged.get(party);
        var others = logged.get(other(party));
        return own != null && others != null && others.other() != null && others.other() != own.self();
    }

    private static Party other(Party party) {
        return party == Party.LEADER ? Party.PROVIDER : Party.LEADER;
    }
}
