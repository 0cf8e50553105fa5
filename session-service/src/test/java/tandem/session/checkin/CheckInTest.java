package tandem.session.checkin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.CheckInKind;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.SessionEvent.CheckInAnswered;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.events.SessionEvent.CheckInClosed;
import tandem.runtime.actor.Roles;
import tandem.runtime.link.Links;
import tandem.runtime.mail.MailJob;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.AppDatabase;
import tandem.testing.Mailbox;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class CheckInTest {

    /** A Tuesday, one week after the start. */
    private static final Instant WEEK_1 = Instant.parse("2030-01-08T10:00:00Z");

    private static final Instant WEEK_6 = Instant.parse("2030-02-12T10:00:00Z");
    private static final Instant WEEK_12 = Instant.parse("2030-03-26T10:00:00Z");

    @Inject
    Stage stage;

    @Inject
    CheckInJob job;

    @Inject
    Links links;

    @Inject
    MailJob mails;

    private final List<PersonId> raters =
            Stream.generate(() -> new PersonId(UUID.randomUUID())).limit(4).toList();
    private final PersonId manager = new PersonId(UUID.randomUUID());
    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
        scene.allow(scene.lea, Purpose.IMPACT, 1);
    }

    @Test
    void asksTheLeaderWhenThePlanSaysAndTellsTheAnswerAsNumbers() {
        job.runUntil(WEEK_1);
        job.runUntil(WEEK_1.plusSeconds(60));

        var pulse = waiting(scene.lea, CheckInKind.PULSE);
        assertThat(mails(scene.lea)).isEqualTo(1);
        answer(scene.lea, pulse, "{\"target-behaviour\": 4, \"confidence\": 3}").statusCode(204);

        assertThat(answered())
                .containsExactly(new CheckInAnswered(
                        scene.coaching,
                        "PULSE_1",
                        Respondent.LEADER,
                        Map.of("target-behaviour", 4, "confidence", 3),
                        CheckInKind.PULSE));
        answer(scene.lea, pulse, "{\"confidence\": 5}")
                .statusCode(409)
                .body("type", equalTo("/problems/check-in-answered"));
        as(scene.lea, Roles.PARTICIPANT).get("/v1/me/check-ins").then().body("waiting", empty());
    }

    @Test
    void takesNoWordsAndNothingThatWasNotAsked() {
        job.runUntil(WEEK_1);
        var pulse = waiting(scene.lea, CheckInKind.PULSE);

        answer(scene.lea, pulse, "{\"comment\": 4}").statusCode(422);
        answer(scene.lea, pulse, "{\"confidence\": 6}").statusCode(422);
        answer(scene.lea, pulse, "{\"confidence\": \"well\"}").statusCode(400);
        answer(scene.carl, pulse, "{\"confidence\": 4}").statusCode(404);
        assertThat(answered()).isEmpty();
    }

    @Test
    void saysNothingOfRatersBeforeTheCheckInCloses() {
        var baseline = askBaseline();
        answerByLink(raters.get(0), "{\"listens\": 2, \"decides\": 5}").statusCode(204);
        answerByLink(raters.get(1), "{\"listens\": 3, \"decides\": 5}").statusCode(204);
        answerByLink(raters.get(2), "{\"listens\": 4, \"decides\": 5}").statusCode(204);

        assertThat(answered()).isEmpty();
        result(scene.lea, baseline).statusCode(409).body("type", equalTo("/problems/check-in-open"));

        job.runUntil(WEEK_1.plusSeconds(86_400 * 15));

        result(scene.lea, baseline)
                .statusCode(200)
                .body("groups", hasSize(1))
                .body("groups[0].respondent", equalTo("RATER"))
                .body("groups[0].figures.find { it.question == 'listens' }.value", equalTo(3.0f))
                .body("groups[0].figures.find { it.question == 'decides' }.value", equalTo(4.5f));
        assertThat(answered())
                .hasSize(3)
                .allSatisfy(told -> assertThat(told.respondent()).isEqualTo(Respondent.RATER));
        assertThat(OutboxRows.events(scene.tenant, CheckInClosed.class))
                .contains(new CheckInClosed(
                        scene.coaching,
                        "BASELINE_360_1",
                        CheckInKind.BASELINE_360,
                        Respondent.RATER,
                        4,
                        3,
                        LocalDate.parse("2030-01-23"),
                        null));
        assertThat(count("select count(*) from check_in_answers where tenant = ?"))
                .isZero();
        answerByLink(raters.get(3), "{\"listens\": 1}").statusCode(404);
    }

    @Test
    void tellsNobodyWhatTooFewRatersSaid() {
        var baseline = askBaseline();
        answerByLink(raters.get(0), "{\"listens\": 2}").statusCode(204);
        answerByLink(raters.get(1), "{\"listens\": 3}").statusCode(204);

        job.runUntil(WEEK_1.plusSeconds(86_400 * 15));

        result(scene.lea, baseline).body("groups[0].tooFew", equalTo(true)).body("groups[0].figures", empty());
        assertThat(answered()).isEmpty();
    }

    @Test
    void keepsAnswersApartFromWhoAnswered() throws SQLException {
        askBaseline();
        answerByLink(raters.get(0), "{\"listens\": 2}").statusCode(204);

        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select to_jsonb(a)::text, answers from check_in_answers a where tenant = ?")) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).doesNotContain(raters.get(0).toString());
                assertThat(new String(rows.getBytes(2), StandardCharsets.ISO_8859_1))
                        .doesNotContain("listens");
            }
        }
    }

    @Test
    void asksTheVerySameRatersAgainAndNobodyInThePlaceOfWhoLeft() {
        askBaseline();
        scene.leave(raters.get(0));
        choose(raters.reversed()).statusCode(409).body("type", equalTo("/problems/raters-fixed"));

        job.runUntil(WEEK_12);
        job.runUntil(WEEK_12.plusSeconds(86_400 * 15));

        assertThat(OutboxRows.events(scene.tenant, CheckInClosed.class))
                .contains(new CheckInClosed(
                        scene.coaching,
                        "FOLLOW_UP_360_1",
                        CheckInKind.FOLLOW_UP_360,
                        Respondent.RATER,
                        4,
                        0,
                        LocalDate.parse("2030-04-10"),
                        0));
        assertThat(mails(raters.get(0))).isEqualTo(1);
        assertThat(mails(raters.get(1))).isGreaterThan(1);
    }

    @Test
    void tellsOfAFollowUpHowManyOfItsRatersHadAnsweredTheBaseline() {
        askBaseline();
        raters.subList(0, 3)
                .forEach(rater -> answerByLink(rater, "{\"listens\": 2}").statusCode(204));
        job.runUntil(WEEK_1.plusSeconds(86_400 * 15));
        job.runUntil(WEEK_12);
        raters.subList(1, 4)
                .forEach(rater -> answerByLink(rater, "{\"listens\": 3}").statusCode(204));
        job.runUntil(WEEK_12.plusSeconds(86_400 * 15));

        assertThat(OutboxRows.events(scene.tenant, CheckInClosed.class))
                .filteredOn(closed -> closed.respondent() == Respondent.RATER)
                .extracting(CheckInClosed::kind, CheckInClosed::answered, CheckInClosed::answeredBefore)
                .containsExactly(tuple(CheckInKind.BASELINE_360, 3, null), tuple(CheckInKind.FOLLOW_UP_360, 3, 2));
    }

    @Test
    void tellsNothingOfALeaderWhoDoesNotAllowImpact() {
        scene.withdraw(scene.lea, Purpose.IMPACT, 2);
        var baseline = askBaseline();
        raters.forEach(rater -> answerByLink(rater, "{\"listens\": 3}").statusCode(204));
        answer(scene.lea, baseline, "{\"listens\": 4}").statusCode(204);
        job.runUntil(WEEK_1.plusSeconds(86_400 * 15));

        assertThat(answered()).isEmpty();
        assertThat(OutboxRows.events(scene.tenant, CheckInClosed.class)).isNotEmpty();
        result(scene.lea, baseline).statusCode(200).body("groups", hasSize(2));
    }

    @Test
    void closesAsSoonAsNobodyIsWaitedFor() {
        job.runUntil(WEEK_1);
        var pulse = waiting(scene.lea, CheckInKind.PULSE);
        job.runUntil(WEEK_1.plusSeconds(60));
        result(scene.lea, pulse).statusCode(409);

        answer(scene.lea, pulse, "{\"target-behaviour\": 4}").statusCode(204);
        job.runUntil(WEEK_1.plusSeconds(120));

        result(scene.lea, pulse).statusCode(200);
        assertThat(OutboxRows.events(scene.tenant, CheckInClosed.class))
                .extracting(CheckInClosed::closedOn)
                .containsExactly(LocalDate.parse("2030-01-08"));
    }

    @Test
    void waitsForTheRatersALeaderChooses() {
        job.runUntil(WEEK_1);
        assertThat(kinds()).doesNotContain("BASELINE_360");

        choose(raters.subList(0, 3)).statusCode(422).body("type", equalTo("/problems/raters-faulty"));
        choose(List.of(raters.get(0), raters.get(0), raters.get(1), raters.get(2)))
                .statusCode(422);
        choose(List.of(scene.carl, raters.get(0), raters.get(1), raters.get(2))).statusCode(422);
        choose(raters).statusCode(204);
        job.runUntil(WEEK_1);

        assertThat(kinds()).contains("BASELINE_360");
    }

    @Test
    void takesTheWordOfAManagerByLinkOnce() {
        lead().body(Map.of("manager", manager.toString()))
                .put("/v1/engagements/" + scene.coaching + "/manager")
                .then()
                .statusCode(204);
        job.runUntil(WEEK_6);
        var token = token(manager);

        given().get("/v1/check-in-forms/" + token)
                .then()
                .statusCode(200)
                .body("kind", equalTo("MANAGER_ATTESTATION"))
                .body("respondent", equalTo("MANAGER"))
                .body("questions.code", equalTo(List.of("progress", "team-effect")));
        post(token, "{\"progress\": 5}").statusCode(204);
        post(token, "{\"progress\": 5}").statusCode(204);
        post(token, "{\"progress\": 1}").statusCode(404).body("type", equalTo("/problems/link-unusable"));
        given().get("/v1/check-in-forms/" + token).then().statusCode(404);
        post(scene.tenant + ".guess", "{\"progress\": 1}").statusCode(404);

        assertThat(answered())
                .containsExactly(new CheckInAnswered(
                        scene.coaching,
                        "MANAGER_ATTESTATION_1",
                        Respondent.MANAGER,
                        Map.of("progress", 5),
                        CheckInKind.MANAGER_ATTESTATION));
    }

    @Test
    void asksTheManagerHrNamesAndTheNewOneAfterAReorganisation() {
        var next = new PersonId(UUID.randomUUID());
        scene.reports(scene.lea, manager, 2);
        job.runUntil(WEEK_6);
        var before = token(manager);

        scene.reports(scene.lea, next, 2);
        job.runUntil(WEEK_6.plusSeconds(86_400));

        post(before, "{\"progress\": 1}").statusCode(404);
        post(token(next), "{\"progress\": 5}").statusCode(204);
        job.runUntil(WEEK_6.plusSeconds(86_400 * 10));
        assertThat(OutboxRows.events(scene.tenant, CheckInClosed.class))
                .filteredOn(closed -> closed.kind() == CheckInKind.MANAGER_ATTESTATION)
                .extracting(CheckInClosed::asked, CheckInClosed::answered)
                .containsExactly(tuple(1, 1));
    }

    @Test
    void asksWhoWasNamedUntilHrNamesAnother() {
        var named = new PersonId(UUID.randomUUID());
        scene.reports(scene.lea, manager, 2);
        lead().body(Map.of("manager", named.toString()))
                .put("/v1/engagements/" + scene.coaching + "/manager")
                .then()
                .statusCode(204);
        scene.reports(scene.lea, manager, 2);
        assertThat(managers()).containsExactly(named.toString());

        var next = new PersonId(UUID.randomUUID());
        scene.reports(scene.lea, next, 2);

        assertThat(managers()).containsExactly(next.toString());
    }

    @Test
    void asksNoManagerOnceTheLeaderTakesPartNoLonger() {
        scene.reports(scene.lea, manager, 2);
        scene.withdraw(scene.lea, Purpose.PROGRAMME, 3);
        scene.reports(scene.lea, manager, 2);

        assertThat(managers()).isEmpty();
    }

    @Test
    void asksNoManagerWhoIsTheProvider() {
        scene.reports(scene.lea, scene.carl, 2);

        assertThat(managers()).isEmpty();
    }

    private List<String> managers() {
        return lead().get("/v1/engagements/" + scene.coaching + "/raters")
                .then()
                .statusCode(200)
                .extract()
                .path("seats.findAll { it.respondent == 'MANAGER' }.person");
    }

    @Test
    void showsNoFormWithoutTheNameOfWhomItIsAbout() {
        scene.reports(scene.lea, manager, 2);
        job.runUntil(WEEK_6);
        var form = "/v1/check-in-forms/" + token(manager);

        given().get(form).then().statusCode(200).body("about", equalTo("Somebody Else"));
        FakeDirectory.down(true);
        try {
            given().get(form).then().statusCode(503).body("type", equalTo("/problems/directory-away"));
            given().get(form + "/page").then().statusCode(503);
        } finally {
            FakeDirectory.down(false);
        }
        given().get(form + "/page").then().statusCode(200).body(containsString("You are asked about Somebody Else."));
    }

    /** From the queue over a mail server to the form, with nothing but what the mail says. */
    @Test
    void asksAManagerByARealMailWithALinkThatWorksOnce() throws MessagingException, IOException {
        var address = "manager-" + manager + "@example.com";
        FakeDirectory.enter(scene.tenant, address, manager);
        scene.reports(scene.lea, manager, 2);
        job.runUntil(WEEK_6);

        mails.deliver();

        var mail = received(address);
        assertThat(mail.getSubject()).isEqualTo("Your view of Somebody Else is asked for");
        var text = mail.getContent().toString();
        var path = URI.create(text.lines()
                        .filter(line -> line.contains("/v1/check-in-forms/"))
                        .findFirst()
                        .orElseThrow()
                        .strip())
                .getPath();
        given().get(path).then().statusCode(200).body(containsString("I see progress in what was agreed."));
        given().contentType(ContentType.URLENC)
                .body("progress=5&team-effect=4")
                .post(path)
                .then()
                .statusCode(200)
                .body(containsString("Thank you"));
        given().get(path).then().statusCode(404);
        assertThat(answered())
                .containsExactly(new CheckInAnswered(
                        scene.coaching,
                        "MANAGER_ATTESTATION_1",
                        Respondent.MANAGER,
                        Map.of("progress", 5, "team-effect", 4),
                        CheckInKind.MANAGER_ATTESTATION));
    }

    /** The job of the service may be sending too: whoever of the two has the mail sends it. */
    private static MimeMessage received(String address) {
        for (var wait = 0; wait < 400 && Mailbox.of(address).isEmpty(); wait++) {
            LockSupport.parkNanos(25_000_000);
        }
        return Mailbox.of(address).getFirst();
    }

    @Test
    void servesTheFormAsAPageWithoutScript() {
        publish("I see <script>alert(1)</script> & \\\"progress\\\".").statusCode(200);
        lead().body(Map.of("manager", manager.toString()))
                .put("/v1/engagements/" + scene.coaching + "/manager")
                .then()
                .statusCode(204);
        job.runUntil(WEEK_6);
        var page = "/v1/check-in-forms/" + token(manager) + "/page";

        given().get(page)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .contentType("text/html;charset=UTF-8")
                .body(containsString("I see &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;progress&quot;."))
                .body(not(containsString("<script")));
        given().contentType(ContentType.URLENC)
                .body("progress=often")
                .post(page)
                .then()
                .statusCode(422);
        given().contentType(ContentType.URLENC)
                .body("progress=5")
                .post(page)
                .then()
                .statusCode(200)
                .body(containsString("Thank you"));
        given().get(page).then().statusCode(404).body(not(containsString(scene.tenant)));
        assertThat(answered()).hasSize(1);
    }

    @Test
    void letsTheProviderReadWhatTheLeaderSharesAndNobodyElse() {
        job.runUntil(WEEK_1);
        var pulse = waiting(scene.lea, CheckInKind.PULSE);
        answer(scene.lea, pulse, "{\"confidence\": 3}").statusCode(204);
        job.runUntil(WEEK_1.plusSeconds(86_400 * 8));

        result(scene.lea, pulse).statusCode(200).body("groups[0].figures[0].value", equalTo(3.0f));
        result(scene.carl, pulse).statusCode(404);
        as(scene.lea, Roles.PARTICIPANT)
                .body(Map.of("withProvider", true))
                .put("/v1/check-ins/" + pulse + "/sharing")
                .then()
                .statusCode(204);
        result(scene.carl, pulse).statusCode(200);
        result(scene.mona, pulse).statusCode(404);
    }

    @Test
    void showsThoseWhoRunProgrammesHowManyAnsweredAndNotWhat() {
        askBaseline();
        answerByLink(raters.get(0), "{\"listens\": 2}").statusCode(204);

        lead().get("/v1/programmes/" + scene.programme + "/check-ins")
                .then()
                .statusCode(200)
                .body("items.find { it.kind == 'BASELINE_360' }.asked", equalTo(5))
                .body("items.find { it.kind == 'BASELINE_360' }.answered", equalTo(1))
                .body(not(containsString("listens")));
    }

    @Test
    void asksBothSidesOfAMentoringTheThreeQuestionsAfterAQuarter() {
        job.runUntil(Instant.parse("2030-04-01T10:00:00Z"));

        answer(scene.mona, waiting(scene.mona, CheckInKind.MENTORING_STORY), "{\"new-step\": 5}")
                .statusCode(204);
        answer(scene.lea, waiting(scene.lea, CheckInKind.MENTORING_STORY), "{\"new-step\": 1}")
                .statusCode(204);
        assertThat(answered())
                .extracting(CheckInAnswered::respondent)
                .containsExactlyInAnyOrder(Respondent.LEADER, Respondent.PROVIDER);
    }

    @Test
    void remindsWhoHasNotAnsweredAsOftenAsThePlanSays() {
        job.runUntil(WEEK_1);
        for (int day = 1; day < 7; day++) {
            job.runUntil(WEEK_1.plusSeconds(86_400L * day));
        }

        assertThat(mails(scene.lea)).isEqualTo(2);
    }

    @Test
    void bringsTheNextPulseForward() {
        lead().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("kind", "PULSE"))
                .post("/v1/programmes/" + scene.programme + "/check-ins")
                .then()
                .statusCode(200)
                .body("engagements", equalTo(1));

        assertThat(kinds()).containsExactly("PULSE");
    }

    @Test
    void asksUnderThePlanTheProgrammePublished() {
        publish("I see progress.").statusCode(200).body("version", equalTo(1));
        publish("There is progress.").statusCode(200).body("version", equalTo(2));

        job.runUntil(WEEK_1);

        assertThat(kinds()).isEmpty();
    }

    @Test
    void forgetsALeaderWithEverythingThatWasSaid() {
        var baseline = askBaseline();
        answerByLink(raters.get(0), "{\"listens\": 2}").statusCode(204);
        var token = token(raters.get(1));

        scene.erase(scene.lea, UUID.randomUUID());

        post(token, "{\"listens\": 2}").statusCode(404);
        result(scene.lea, baseline).statusCode(404);
        assertThat(count("select count(*) from check_in_answers where tenant = ?"))
                .isZero();
        assertThat(count("select count(*) from panel_seats where tenant = ?")).isZero();
        assertThat(count("select count(*) from tandem.person_key where tenant = ?"))
                .isZero();
    }

    @Test
    void forgetsARaterAndKeepsTheSeatEmpty() {
        askBaseline();
        var token = token(raters.get(1));

        scene.erase(raters.get(1), UUID.randomUUID());

        post(token, "{\"listens\": 2}").statusCode(404);
        lead().get("/v1/engagements/" + scene.coaching + "/raters")
                .then()
                .body("seats", hasSize(4))
                .body(not(containsString(raters.get(1).toString())));
    }

    private String askBaseline() {
        choose(raters).statusCode(204);
        job.runUntil(WEEK_1);
        return waiting(scene.lea, CheckInKind.BASELINE_360);
    }

    private ValidatableResponse choose(List<PersonId> people) {
        return as(scene.lea, Roles.PARTICIPANT)
                .body(Map.of("raters", people.stream().map(PersonId::toString).toList()))
                .put("/v1/engagements/" + scene.coaching + "/raters")
                .then();
    }

    private ValidatableResponse publish(String wording) {
        return lead().body("""
                        {"threshold": 3, "ratersLeast": 3, "ratersMost": 8, "ratersApproved": false, "definitions": [
                         {"kind": "MANAGER_ATTESTATION", "weeks": [6], "everyMonths": 0, "openDays": 7,
                          "remindAfterDays": 3, "reminders": 0, "questions": [
                           {"code": "progress", "wording": "%s", "scale": "YES_NO"}]}]}
                        """.formatted(wording))
                .put("/v1/programmes/" + scene.programme + "/check-in-plan")
                .then();
    }

    private String waiting(PersonId person, CheckInKind kind) {
        return as(person, Roles.PARTICIPANT)
                .get("/v1/me/check-ins")
                .then()
                .statusCode(200)
                .extract()
                .path("waiting.find { it.kind == '" + kind + "' }.id");
    }

    private List<String> kinds() {
        return lead().get("/v1/programmes/" + scene.programme + "/check-ins")
                .then()
                .statusCode(200)
                .extract()
                .path("items.kind");
    }

    private ValidatableResponse answer(PersonId by, String checkIn, String answers) {
        return as(by, Roles.PARTICIPANT)
                .body("{\"answers\": " + answers + "}")
                .post("/v1/check-ins/" + checkIn + "/answers")
                .then();
    }

    private ValidatableResponse result(PersonId by, String checkIn) {
        return as(by, Roles.PARTICIPANT)
                .get("/v1/check-ins/" + checkIn + "/result")
                .then();
    }

    private ValidatableResponse answerByLink(PersonId person, String answers) {
        return post(token(person), answers);
    }

    private static ValidatableResponse post(String token, String answers) {
        return given().contentType(ContentType.JSON)
                .body("{\"answers\": " + answers + "}")
                .post("/v1/check-in-forms/" + token)
                .then();
    }

    /** The token that the last mail to the person names by the id of its link. */
    private String token(PersonId person) {
        var token = new ArrayList<String>();
        scene.act(() -> QuarkusTransaction.requiringNew().run(() -> token.add(links.token(linkOf(person)))));
        return token.getFirst();
    }

    private UUID linkOf(PersonId person) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement("""
                                select codes ->> 'singleUseLink' from tandem.mail where tenant = ? and person = ?
                                 order by id desc limit 1
                                """)) {
            statement.setString(1, scene.tenant);
            statement.setObject(2, person.value());
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).as("a mail to " + person).isTrue();
                return UUID.fromString(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int mails(PersonId person) {
        return count("select count(*) from tandem.mail where tenant = ? and person = '" + person + "'");
    }

    private int count(String query) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<CheckInAnswered> answered() {
        return OutboxRows.events(scene.tenant, CheckInAnswered.class);
    }

    private RequestSpecification lead() {
        return as(new PersonId(UUID.randomUUID()), Roles.PROGRAM_LEAD);
    }

    private RequestSpecification as(PersonId person, String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
