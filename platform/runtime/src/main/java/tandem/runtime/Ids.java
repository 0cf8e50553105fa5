package tandem.runtime;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Draws UUIDv7 ids in machine time: they sort by creation, so an index grows at its right edge only. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new id; ids drawn later in this process are greater. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
