package tandem.session.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.PersonId;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.session.engagement.EngagementService;
import tandem.testing.AppDatabase;
import tandem.testing.RealParts;

/** Engagements of the stage end on Sunday, 30 June 2030; their reviews begin on Sunday, 2 June. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class ClosingPromptJobTest {

    @Inject
    Stage stage;

    @Inject
    ClosingPromptJob job;

    @Inject
    EngagementService engagements;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
        // one end to look at
        ends(scene.mentoring, scene.mona, EndReason.TERMINATED, "2030-02-01");
    }

    @Test
    void asksBothSidesWhenTheReviewBeginsAndAgainWhoHasNotReviewed() {
        each("2030-05-25", "2030-06-05");
        assertThat(mails()).containsExactlyInAnyOrder("closing-review " + scene.lea, "closing-review " + scene.carl);

        review(scene.carl);
        each("2030-06-06", "2030-07-20");

        assertThat(mails())
                .hasSize(4)
                .filteredOn(mail -> mail.startsWith("closing-review-again"))
                .containsOnly("closing-review-again " + scene.lea);
    }

    @Test
    void asksNobodyWhoBrokeOff() {
        ends(scene.coaching, scene.carl, EndReason.TERMINATED, "2030-06-03");

        each("2030-06-03", "2030-07-20");

        assertThat(mails()).isEmpty();
    }

    @Test
    void asksAnewUnderAnotherEnd() {
        each("2030-06-01", "2030-06-05");
        scene.amend(14, LocalDate.parse("2030-12-31"));

        each("2030-06-06", "2030-12-06");

        assertThat(mails()).hasSize(4).allMatch(mail -> mail.startsWith("closing-review "));
    }

    /** As if this side had handed it in; the clock of the service stands elsewhere. */
    private void review(PersonId by) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement("""
                        insert into closing_reviews (tenant, engagement, party, goals_met, goals, submitted_at)
                        select e.tenant, e.id, 'PROVIDER', 2, 3, now() from engagements e
                         where e.tenant = ? and e.id = ? and e.provider = ? on conflict do nothing
                        """)) {
            statement.setString(1, scene.tenant);
            statement.setObject(2, scene.coaching.value());
            statement.setObject(3, by.value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ends(EngagementId engagement, PersonId provider, EndReason why, String on) {
        scene.act(() -> engagements.end(
                new EngagementEnded(engagement, scene.programme, scene.lea, provider, why, LocalDate.parse(on))));
    }

    /** The job, at noon of every day. */
    private void each(String first, String last) {
        LocalDate.parse(first)
                .datesUntil(LocalDate.parse(last).plusDays(1))
                .forEach(day -> job.runUntil(day.atTime(12, 0).toInstant(ZoneOffset.UTC)));
    }

    private List<String> mails() {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement("""
                        select template || ' ' || person from tandem.mail
                         where tenant = ? and template like 'closing-review%' order by id
                        """)) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
