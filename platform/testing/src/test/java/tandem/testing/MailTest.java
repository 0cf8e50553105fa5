package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.failure.Work;
import tandem.runtime.mail.Mailer;
import tandem.runtime.sql.Feed;

/** Mail is queued with the change that is its reason, or not at all. */
@QuarkusTest
@WithTestResource(RealParts.class)
class MailTest {

    private final PersonId ada = new PersonId(UUID.randomUUID());

    @Inject
    Mailer mailer;

    @Inject
    Work work;

    @Inject
    @Feed
    Jdbi feed;

    @Test
    void queuesAPseudonymATemplateAndCodes() {
        queue(false);

        assertThat(queued()).isEqualTo("invitation {\"role\": \"provider\"} queued");
    }

    @Test
    void queuesNothingForAChangeThatIsTakenBack() {
        assertThatThrownBy(() -> queue(true)).hasMessage("taken back");

        assertThat(queued()).isEqualTo("nothing");
    }

    private void queue(boolean takeBack) {
        work.inTransaction("acme", () -> {
            mailer.queue(ada, "invitation", Map.of("role", "provider"));
            if (takeBack) {
                throw new IllegalStateException("taken back");
            }
            return ada;
        });
    }

    private String queued() {
        return feed.withHandle(handle -> handle.createQuery(
                        "select template || ' ' || codes || ' ' || state from tandem.mail where person = :ada")
                .bind("ada", ada)
                .mapTo(String.class)
                .findOne()
                .orElse("nothing"));
    }
}
