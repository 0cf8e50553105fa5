package tandem.simulator.play;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counts of one tenant; calls that run side by side may count at once. */
public final class Tallies {
    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    public Tallies() {
        for (var count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    void add(Count count) {
        add(count, 1);
    }

    void add(Count count, long more) {
        adder(count).add(more);
    }

    public long of(Count count) {
        return adder(count).sum();
    }

    private LongAdder adder(Count count) {
        var adder = counts.get(count);
        if (adder == null) {
            throw new IllegalStateException("Nothing counts " + count);
        }
        return adder;
    }
}
