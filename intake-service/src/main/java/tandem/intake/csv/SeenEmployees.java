package tandem.intake.csv;

import java.nio.ByteBuffer;
import tandem.intake.people.BlindKey;

/** Which employees a file has had so far: 64 bits of the keyed hash each, in a table that never grows beyond a few megabytes. */
final class SeenEmployees {

    private static final int SLOTS_MIN = 1 << 10;

    private long[] slots = new long[SLOTS_MIN];
    private int count;

    /** Whether the employee is new to this file. */
    boolean add(BlindKey employee) {
        if (count * 2 >= slots.length) {
            grow();
        }
        var hash = ByteBuffer.wrap(employee.bytes()).getLong();
        if (!put(slots, hash == 0 ? 1 : hash)) {
            return false;
        }
        count++;
        return true;
    }

    private void grow() {
        var larger = new long[slots.length * 2];
        for (var hash : slots) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] into, long hash) {
        for (int slot = (int) hash & (into.length - 1); ; slot = (slot + 1) & (into.length - 1)) {
            if (into[slot] == hash) {
                return false;
            }
            if (into[slot] == 0) {
                into[slot] = hash;
                return true;
            }
        }
    }
}
