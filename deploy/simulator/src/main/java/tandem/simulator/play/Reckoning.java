package tandem.simulator.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;

/** Holds what the services say became of every session against what the play did. A difference fails the demo. */
final class Reckoning {
    private final Company company;

    Reckoning(Company company) {
        this.company = company;
    }

    void hold() {
        var differences = new ArrayList<String>();
        var tallies = company.tallies();
        Parallel.each(company.engagements(), engagement -> {
            var sessions = engagement.provider().seat().sessions(engagement.id()).stream()
                    .collect(Collectors.toMap(
                            session -> Instant.parse(session.path("startsAt").asText()),
                            Diary::state,
                            (one, other) -> one.startsWith("CANCELLED") ? other : one));
            tallies.add(Count.SESSIONS_HELD, count(sessions, "HELD"));
            tallies.add(Count.SESSIONS_MISSED, count(sessions, "MISSED"));
            for (var meeting : engagement.meetings()) {
                if (!meeting.isOver()) {
                    synchronized (differences) {
                        differences.addAll(differences(meeting, sessions));
                    }
                }
            }
        });
        for (var row : company.cast().lead().engagements(company.programme())) {
            if (isCompleted(row)) {
                tallies.add(Count.COMPLETED);
            }
        }
        if (!differences.isEmpty()) {
            throw new StepFailed("%s: %d sessions are not what was played: %s"
                    .formatted(
                            company.tenant(),
                            differences.size(),
                            differences.stream().limit(5).toList()));
        }
    }

    private static List<String> differences(Meeting meeting, Map<Instant, String> sessions) {
        var differences = new ArrayList<String>();
        for (var occurrence = 0; occurrence < meeting.count(); occurrence++) {
            var starts = meeting.series().startsAt(occurrence);
            var state = sessions.getOrDefault(starts, "nothing");
            var expected = expected(meeting.fate(occurrence));
            if (!state.equals(expected)) {
                differences.add("engagement %s at %s: played %s, the service has %s"
                        .formatted(meeting.engagement(), starts, expected, state));
            }
        }
        return differences;
    }

    private static String expected(Fate fate) {
        return switch (fate) {
            case HELD_BOTH, HELD_LEADER, HELD_PROVIDER, HELD_PLATFORM -> "HELD";
            case NO_SHOW, NO_SHOW_PLATFORM -> "MISSED";
            case CANCELLED, CANCELLED_LATE -> "CANCELLED";
        };
    }

    private static boolean isCompleted(JsonNode engagement) {
        return engagement.path("endReason").asText().equals("COMPLETED");
    }

    private static long count(Map<Instant, String> sessions, String state) {
        return sessions.values().stream().filter(state::equals).count();
    }
}
