package tandem.analytics.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.CanonicalJson;
import tandem.analytics.pilot.PilotStage;
import tandem.events.EvidenceTier;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.sql.Feed;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class SteeringResourceTest {

    @Inject
    @Feed
    Jdbi feed;

    private PilotStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
    }

    private String printed(ProgrammeId programme) {
        int number = stage.post("steering", "/v1/pilots/" + programme + "/packs", Map.of())
                .statusCode(201)
                .body("contentHash.length()", equalTo(64))
                .extract()
                .path("number");
        return stage.as("steering")
                .get("/v1/pilots/" + programme + "/packs/" + number)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .extract()
                .asString();
    }

    private void sessions(ProgrammeId programme, int leaders, String day) {
        for (var i = 0; i < leaders; i++) {
            var engagement =
                    stage.story().engagement(programme, stage.story().leader(programme), Track.COACHING, "2030-02-04");
            stage.story().heldSession(engagement, day + "T10:00:00Z", EvidenceTier.BOTH_SIDES);
        }
        stage.known("2030-02-20T00:00:00Z");
    }

    @Test
    void printsTheTwentyFourGatesAndWhyTheyStandWhereTheyDo() {
        var programme = stage.pilot();
        stage.post("program-lead", "/v1/pilots/" + programme + "/gates/1:evaluate", Map.of())
                .statusCode(201);

        var page = printed(programme);

        assertThat(page).startsWith("<!DOCTYPE html>");
        for (var week = 1; week <= 24; week++) {
            assertThat(page).contains("<td>W" + week + "</td>");
        }
        assertThat(page).contains("<td>R RED</td>", "LEGAL_SIGN_OFF: NO_EVIDENCE", "aria-label=\"The gates by week\"");
    }

    @Test
    void printsSharesWithIntervalsAndHidesWhatIsAboutTooFew() {
        var programme = stage.pilot();
        sessions(programme, 6, "2030-02-05");
        assertThat(printed(programme)).contains("100.0 %", "61.0 % to 100.0 %", "6 of 6");

        var other = stage.pilot();
        sessions(other, 2, "2030-02-12");
        assertThat(printed(other)).contains("hidden", "&lt;5").doesNotContain("2 of 2");
    }

    @Test
    void isKeptByteForByteUnderItsHash() {
        var programme = stage.pilot();
        var first = printed(programme);
        sessions(programme, 6, "2030-02-05");
        printed(programme);

        var again = stage.as("analyst").get("/v1/pilots/" + programme + "/packs/1");

        assertThat(again.asString()).isEqualTo(first);
        assertThat(again.header("ETag")).isEqualTo("\"" + CanonicalJson.hash(first) + "\"");
        stage.as("analyst")
                .header("If-None-Match", "\"of-another-pack\", " + again.header("ETag"))
                .get("/v1/pilots/" + programme + "/packs/1")
                .then()
                .statusCode(304);
        stage.as("analyst").get("/v1/pilots/" + programme + "/packs").then().body("packs", hasSize(2));
    }

    @Test
    void letsABrowserDoNothingButShowIt() {
        var programme = stage.pilot();
        var page = printed(programme);

        stage.as("steering")
                .get("/v1/pilots/" + programme + "/packs/1")
                .then()
                .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'sha256-"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        assertThat(page)
                .doesNotContain("<script", "https:", " style=", "href=", "src=")
                .contains("content-hash");
    }

    @Test
    void escapesWhatCouldBeMarkup() {
        assertThat(PackPage.escaped("<a href='x'>&\"</a>"))
                .isEqualTo("&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;");
    }

    @Test
    void knowsNoPackOfAnotherTenant() {
        var programme = stage.pilot();
        printed(programme);

        new PilotStage(feed)
                .as("steering")
                .get("/v1/pilots/" + programme + "/packs/1")
                .then()
                .statusCode(404);
        stage.as("steering").get("/v1/pilots/" + programme + "/packs/7").then().statusCode(404);
        stage.as("steering")
                .get("/v1/pilots/" + UUID.randomUUID() + "/packs")
                .then()
                .statusCode(404);
    }
}
