package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.failure.Work;
import tandem.runtime.mail.MailJob;
import tandem.runtime.mail.Mailer;
import tandem.runtime.sql.Feed;
import tandem.testing.app.AppAddresses;

/** From the queue to a real server. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(Mailbox.class)
class MailDeliveryTest {

    private final PersonId ada = new PersonId(UUID.randomUUID());
    private final String address = "ada-" + ada + "@example.com";

    @Inject
    Mailer mailer;

    @Inject
    MailJob job;

    @Inject
    AppAddresses addresses;

    @Inject
    Work work;

    @Inject
    @Feed
    Jdbi feed;

    @AfterEach
    void answerAgain() {
        addresses.down(false);
    }

    @Test
    void sendsWhatIsQueuedToTheAddressOfTheMoment() throws MessagingException, IOException {
        addresses.enter(ada, "Ada", address);
        queue("invitation", Map.of("role", "provider"));

        job.deliver();

        var mail = received();
        assertThat(mail.getSubject()).isEqualTo("Welcome to http://localhost:8080");
        assertThat(mail.getContent().toString()).startsWith("Hello Ada, your role is provider.");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(state()).isEqualTo("sent");
    }

    @Test
    void saysWhomItIsAboutAndNothingAboutNobody() throws MessagingException, IOException {
        var byron = new PersonId(UUID.randomUUID());
        addresses.enter(ada, "Ada", address);
        queue("about", Map.of(Mailer.ABOUT, byron.toString()));
        job.deliver();
        assertThat(state()).isEqualTo("failed about-nobody");

        addresses.enter(byron, "Anne", "anne-" + byron + "@example.com");
        queue("about", Map.of(Mailer.ABOUT, byron.toString()));
        job.deliver();

        assertThat(received().getContent().toString()).startsWith("Hello Ada, this is about Anne Lovelace.");
        assertThatThrownBy(() -> queue("about", Map.of())).hasMessageContaining(Mailer.ABOUT);
    }

    @Test
    void sendsNothingTwice() {
        addresses.enter(ada, "Ada", address);
        queue("invitation", Map.of("role", "provider"));

        job.deliver();
        job.deliver();

        received();
        assertThat(Mailbox.of(address)).hasSize(1);
    }

    @Test
    void putsTheCalendarEntryBesideTheWords() throws MessagingException, IOException {
        addresses.enter(ada, "Ada", address);
        queue("appointment", Map.of());

        job.deliver();

        var parts = (MimeMultipart) received().getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        var entry = parts.getBodyPart(1);
        assertThat(entry.getContentType()).contains("text/calendar", "method=REQUEST");
        assertThat(new String(entry.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("X-FOR:" + address);
    }

    @Test
    void givesUpAtOnceWhatNobodyCanGet() {
        queue("invitation", Map.of("role", "provider"));

        job.deliver();

        assertThat(state()).isEqualTo("failed no-address");
    }

    @Test
    void waitsForTheDirectory() {
        addresses.enter(ada, "Ada", address);
        queue("invitation", Map.of("role", "provider"));
        addresses.down(true);

        job.deliver();

        assertThat(state()).isEqualTo("queued");
        assertThat(ask("select attempts from tandem.mail where person = :ada")).isEqualTo("0");
    }

    @Test
    void refusesATemplateWithoutText() {
        assertThatThrownBy(() -> queue("no-such-text", Map.of())).hasMessageContaining("mail/no-such-text.txt");
        assertThatThrownBy(() -> queue("invitation", Map.of())).hasMessageContaining("[role]");
    }

    @Test
    void forgetsWhatWasForSomebody() {
        queue("invitation", Map.of("role", "provider"));

        assertThat(work.inTransaction("acme", () -> mailer.forget(ada))).isOne();

        assertThat(ask("select count(*) from tandem.mail where person = :ada")).isEqualTo("0");
    }

    @Test
    void saysInItsHealthThatThereIsAServer() {
        assertThat(RestAssured.get("/q/health/ready").asString()).contains("\"server\": \"reached\"");
    }

    private MimeMessage received() {
        return await().until(() -> Mailbox.of(address), mails -> !mails.isEmpty())
                .getFirst();
    }

    private void queue(String template, Map<String, String> codes) {
        work.inTransaction("acme", () -> {
            mailer.queue(ada, template, codes);
            return ada;
        });
    }

    private String state() {
        return ask("select concat_ws(' ', state, failure) from tandem.mail where person = :ada");
    }

    private String ask(String sql) {
        return feed.withHandle(handle ->
                handle.createQuery(sql).bind("ada", ada).mapTo(String.class).one());
    }
}
