package tandem.testing.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tandem.runtime.time.ProgrammeJob;

/** Writes down when it was run. */
@ApplicationScoped
public class Diary implements ProgrammeJob {

    private final List<Instant> entries = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "diary";
    }

    @Override
    public void runUntil(Instant now) {
        entries.add(now);
    }

    public List<Instant> entries() {
        return List.copyOf(entries);
    }

    public void clear() {
        entries.clear();
    }
}
