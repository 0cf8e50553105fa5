package tandem.simulator.play;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tandem.events.Track;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;

/** What the two sides of an engagement settle between them: a longer term, an earlier end, and what they say when it is over. */
final class Accords {
    private static final int REVIEWED_DAYS_BEFORE = 2;
    private static final int GOALS = 3;
    private static final int RENEWED_MONTHS = 4;

    private final Company company;
    private final Timeline timeline;
    private final Draw draw;
    private final Diary diary;
    private final Map<UUID, LocalDate> renewed = new HashMap<>();
    private final Map<UUID, LocalDate> given = new HashMap<>();
    private final Set<UUID> reviewed = ConcurrentHashMap.newKeySet();

    Accords(Company company, Timeline timeline, Draw draw, Diary diary) {
        this.company = company;
        this.timeline = timeline;
        this.draw = draw;
        this.diary = diary;
    }

    /** The leader asks for a month more; both sign the new version. */
    void renew(Company.Engagement engagement) {
        var leader = engagement.leader().seat();
        leader.change(engagement.id(), Map.of("term", "P" + RENEWED_MONTHS + "M", "reason", "GOALS_NEED_MORE_TIME"));
        leader.sign(engagement.id());
        engagement.provider().seat().sign(engagement.id());
        var lastDay = engagement.term().startsOn().plusMonths(RENEWED_MONTHS);
        renewed.put(engagement.id(), lastDay);
        diary.goOn(engagement, lastDay);
        company.tallies().add(Count.RENEWALS);
    }

    /** The leader has no time for it any more; it runs on for the days of notice. */
    void giveNotice(Company.Engagement engagement) {
        given.put(engagement.id(), engagement.leader().seat().terminate(engagement.id(), "NO_TIME"));
        company.tallies().add(Count.TERMINATIONS);
    }

    /** What ends soon is reviewed by both sides; what a notice ended has no meetings any more. */
    void close(int day) {
        var today = timeline.day(day);
        Parallel.each(company.engagements(), engagement -> {
            if (isRunning(engagement)
                    && lastDay(engagement).minusDays(REVIEWED_DAYS_BEFORE).equals(today)) {
                review(engagement);
            }
            if (today.equals(given.get(engagement.id()))) {
                engagement.meetings().forEach(Meeting::end);
                review(engagement);
            }
        });
    }

    /** Most of it is done; the leader rates, the provider does not. */
    private void review(Company.Engagement engagement) {
        var luck = draw.about(
                "closing", engagement.leader().email(), engagement.term().track());
        var met = 1 + luck.nextInt(GOALS);
        engagement.leader().seat().close(engagement.id(), Map.of("goalsMet", met, "goals", GOALS, "rating", met + 2));
        engagement.provider().seat().close(engagement.id(), Map.of("goalsMet", met, "goals", GOALS));
        company.tallies().add(Count.CLOSING_REVIEWS, 2);
        reviewed.add(engagement.id());
    }

    /** Every coaching that came to its end was reviewed by both (W14). */
    void require() {
        for (var row : company.cast().lead().engagements(company.programme())) {
            var isOver = Set.of("COMPLETED", "TERMINATED")
                    .contains(row.path("endReason").asText());
            if (isOver
                    && row.path("track").asText().equals(Track.COACHING.name())
                    && !reviewed.contains(UUID.fromString(row.path("id").asText()))) {
                throw new StepFailed("Nobody reviewed " + row);
            }
        }
    }

    private LocalDate lastDay(Company.Engagement engagement) {
        return renewed.getOrDefault(engagement.id(), engagement.term().plannedEndOn());
    }

    private static boolean isRunning(Company.Engagement engagement) {
        return engagement.meetings().stream().noneMatch(Meeting::isOver);
    }
}
