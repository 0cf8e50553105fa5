package tandem.simulator.play;

import java.util.random.RandomGenerator;

/** What is going to become of a planned meeting, and who will say so. */
enum Fate {
    /** Both were there and both log it. */
    HELD_BOTH,
    /** Both were there, only the leader logs it. */
    HELD_LEADER,
    /** Both were there, only the provider logs it. */
    HELD_PROVIDER,
    /** Both were there, the meeting platform reports it. */
    HELD_PLATFORM,
    /** The leader did not come and says so; the provider was there. */
    NO_SHOW,
    /** The meeting platform saw the provider alone. */
    NO_SHOW_PLATFORM,
    /** Cancelled three days before. */
    CANCELLED,
    /** Cancelled on the day. */
    CANCELLED_LATE;

    boolean isHeld() {
        return switch (this) {
            case HELD_BOTH, HELD_LEADER, HELD_PROVIDER, HELD_PLATFORM -> true;
            case NO_SHOW, NO_SHOW_PLATFORM, CANCELLED, CANCELLED_LATE -> false;
        };
    }

    boolean isNoShow() {
        return this == NO_SHOW || this == NO_SHOW_PLATFORM;
    }

    /** No-shows follow from how reliable the leader is; the first meeting is never cancelled. */
    static Fate draw(RandomGenerator random, double reliability, boolean first) {
        var chance = random.nextDouble();
        var how = random.nextDouble();
        if (chance > reliability) {
            return how < 0.6 ? NO_SHOW : NO_SHOW_PLATFORM;
        }
        if (!first && chance < 0.035) {
            return CANCELLED;
        }
        if (!first && chance < 0.06) {
            return CANCELLED_LATE;
        }
        if (how < 0.55) {
            return HELD_BOTH;
        }
        return how < 0.67 ? HELD_LEADER : how < 0.8 ? HELD_PROVIDER : HELD_PLATFORM;
    }
}
