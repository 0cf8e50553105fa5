package tandem.runtime.outbox;

import org.jspecify.annotations.Nullable;
import tandem.events.TandemEvent;

/** An event with what led to it, for bulk work where each event has a cause of its own. */
public record Caused(TandemEvent event, @Nullable String cause) {}
