package tandem.session.prompt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.session.rule.FatigueCap;
import tandem.session.rule.QuietHours;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class PromptingServiceTest {

    private static final QuietHours NEVER = new QuietHours(LocalTime.NOON, LocalTime.NOON, Set.of());

    @Inject
    Stage stage;

    @Inject
    PromptingService service;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void countsPromptsOfEveryKindTogether() {
        publish(new FatigueCap(2, Duration.ofDays(7)), NEVER);

        assertThat(admit(scene.lea, PromptKind.CHECK_IN).isAdmitted()).isTrue();
        assertThat(admit(scene.lea, PromptKind.KEEPER).isAdmitted()).isTrue();

        var first = scene.now();
        var third = admit(scene.lea, PromptKind.CLOSING_REVIEW);
        assertThat(third.isAdmitted()).isFalse();
        assertThat(third.at()).isEqualTo(first.plus(Duration.ofDays(7)));
        assertThat(admit(scene.carl, PromptKind.KEEPER).isAdmitted()).isTrue();
    }

    @Test
    void admitsAgainWhenTheWindowHasRoom() {
        publish(new FatigueCap(1, Duration.ofDays(7)), NEVER);
        // nobody of an engagement, whom a job would prompt on the way
        var somebody = new PersonId(UUID.randomUUID());
        admit(somebody, PromptKind.CHECK_IN);

        scene.pass(Duration.ofDays(7).plusSeconds(1));

        assertThat(admit(somebody, PromptKind.CHECK_IN).isAdmitted()).isTrue();
    }

    @Test
    void waitsForTheMorningOfThePersonsOwnZone() {
        var saturday = nextSaturdayNoon();

        var admission = admit(scene.lea, PromptKind.CHECK_IN, saturday);

        assertThat(admission.isAdmitted()).isFalse();
        assertThat(admission.at().atZone(ZoneId.of("Europe/Berlin")).toLocalDateTime())
                .hasToString(saturday.atZone(ZoneOffset.UTC).toLocalDate().plusDays(2) + "T08:00");
    }

    @Test
    void waitsForWhoIsOnLeave() {
        publish(new FatigueCap(2, Duration.ofDays(7)), NEVER);
        var today = scene.now().atZone(ZoneOffset.UTC).toLocalDate();
        scene.change(scene.lea, today, Aspect.LEAVE);

        assertThat(admit(scene.lea, PromptKind.CHECK_IN).isAdmitted()).isFalse();
        scene.change(scene.lea, today, Aspect.RETURN);

        assertThat(admit(scene.lea, PromptKind.CHECK_IN).isAdmitted()).isTrue();
    }

    @Test
    void publishesTheTermsOfAProgrammeAsVersions() {
        var body = """
                {"prompts": 1, "windowDays": 14, "quietFrom": "20:00", "quietUntil": "07:30", "quietDays": ["SUNDAY"]}""";

        lead().get(path()).then().body("version", equalTo(0)).body("prompts", equalTo(2));
        lead().body(body).put(path()).then().statusCode(200).body("version", equalTo(1));
        lead().body(body.replace("14", "10"))
                .put(path())
                .then()
                .body("version", equalTo(2))
                .body("windowDays", equalTo(10))
                .body("quietUntil", equalTo("07:30:00"));
    }

    @Test
    void refusesTermsUnderWhichNobodyCouldBePrompted() {
        lead().body("""
                        {"prompts": 1, "windowDays": 14, "quietFrom": "20:00", "quietUntil": "07:30", "quietDays":
                         ["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"]}""").put(path()).then().statusCode(422).body("type", equalTo("/problems/prompt-terms-faulty"));
    }

    @Test
    void forgetsWhenAnErasedPersonWasPrompted() {
        publish(new FatigueCap(1, Duration.ofDays(7)), NEVER);
        admit(scene.lea, PromptKind.CHECK_IN);

        scene.erase(scene.lea, UUID.randomUUID());

        assertThat(admit(scene.lea, PromptKind.CHECK_IN).isAdmitted()).isTrue();
    }

    private Instant nextSaturdayNoon() {
        var day = scene.now().atZone(ZoneOffset.UTC).toLocalDate();
        return day.with(TemporalAdjusters.next(DayOfWeek.SATURDAY))
                .atTime(12, 0)
                .toInstant(ZoneOffset.UTC);
    }

    private void publish(FatigueCap cap, QuietHours quiet) {
        scene.act(() -> service.publish(scene.programme, cap, quiet));
    }

    private Admission admit(PersonId person, PromptKind kind) {
        return admit(person, kind, scene.now());
    }

    private Admission admit(PersonId person, PromptKind kind, Instant dueAt) {
        var answer = new AtomicReference<Admission>();
        scene.act(() -> QuarkusTransaction.requiringNew()
                .run(() -> answer.set(service.admit(person, scene.programme, kind, dueAt, scene.now()))));
        return Objects.requireNonNull(answer.get());
    }

    private String path() {
        return "/v1/programmes/" + scene.programme + "/prompt-terms";
    }

    private RequestSpecification lead() {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(Roles.PROGRAM_LEAD)
                        .person(new PersonId(UUID.randomUUID()))
                        .sign());
    }
}
