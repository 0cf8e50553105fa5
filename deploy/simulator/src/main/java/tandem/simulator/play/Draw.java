package tandem.simulator.play;

import java.util.SplittableRandom;
import java.util.UUID;

/** Random numbers that depend on the seed and on what they are for, not on the order in which calls happen to be answered. */
public record Draw(long seed) {

    public SplittableRandom about(Object... topic) {
        var mixed = seed;
        for (var part : topic) {
            mixed = mixed * 0x9E3779B97F4A7C15L + part.toString().hashCode();
        }
        return new SplittableRandom(mixed);
    }

    UUID id(Object... topic) {
        var random = about(topic);
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & ~(3L << 62)) | (1L << 63));
    }
}
