package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.session.rule.SponsorClock.Overdue;
import tandem.session.rule.SponsorClock.Reminder;

class SponsorClockTest {
    private static final LocalDate DUE = LocalDate.parse("2030-03-01");
    private static final LocalDate TAKEN = LocalDate.parse("2030-02-20");

    @Test
    void isOverdueTheDayAfterItWasDue() {
        var committed = new SponsorClock(DUE, null, null);

        assertThat(committed.overdue(DUE)).isEmpty();
        assertThat(committed.overdue(DUE.plusDays(1))).contains(Overdue.ACTION);
    }

    @Test
    void givesSixtyDaysToReportWhatCameOfIt() {
        var taken = new SponsorClock(DUE, TAKEN, null);

        assertThat(taken.overdue(TAKEN.plusDays(60))).isEmpty();
        assertThat(taken.overdue(TAKEN.plusDays(61))).contains(Overdue.OUTCOME);
    }

    @Test
    void standsStillOnceTheOutcomeIsReported() {
        var reported = new SponsorClock(DUE, TAKEN, TAKEN.plusDays(5));

        assertThat(reported.overdue(TAKEN.plusYears(1))).isEmpty();
        assertThat(reported.remindedAfter(TAKEN)).isEmpty();
        assertThat(reported.reminder(TAKEN)).isEmpty();
    }

    @Test
    void remindsAWeekBeforeAndOnceAfterEachDay() {
        assertThat(reminders(new SponsorClock(DUE, null, null), DUE.minusDays(30)))
                .containsExactly(Reminder.ACTION_DUE, Reminder.ACTION_OVERDUE);
        assertThat(reminders(new SponsorClock(DUE, TAKEN, null), TAKEN))
                .containsExactly(Reminder.OUTCOME_DUE, Reminder.OUTCOME_OVERDUE);
        assertThat(reminders(new SponsorClock(DUE, null, null), DUE.minusDays(3)))
                .containsExactly(Reminder.ACTION_OVERDUE);
    }

    private static List<Reminder> reminders(SponsorClock clock, LocalDate from) {
        var reminders = new ArrayList<Reminder>();
        for (var day = clock.remindedAfter(from); day.isPresent(); day = clock.remindedAfter(day.get())) {
            reminders.add(clock.reminder(day.get()).orElseThrow());
        }
        return reminders;
    }
}
