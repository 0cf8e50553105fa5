package tandem.session.caldav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultistatusTest {

    @Test
    void readsWhatIsThereAndWhatIsGone() {
        var answer = read("""
                <?xml version="1.0" encoding="utf-8"?>
                <d:multistatus xmlns:d="DAV:" xmlns:cal="urn:ietf:params:xml:ns:caldav">
                  <d:response>
                    <d:href>/dav/lea/work/1.ics</d:href>
                    <d:propstat>
                      <d:prop><d:getetag>&quot;abc&quot;</d:getetag><cal:calendar-data>BEGIN:VCALENDAR
                END:VCALENDAR</cal:calendar-data></d:prop>
                      <d:status>HTTP/1.1 200 OK</d:status>
                    </d:propstat>
                    <d:propstat><d:prop><d:getcontenttype/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>
                  </d:response>
                  <d:response><d:href>/dav/lea/work/2.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>
                  <d:sync-token>http://sabre.io/ns/sync/7</d:sync-token>
                </d:multistatus>
                """);

        assertThat(answer.syncToken()).isEqualTo("http://sabre.io/ns/sync/7");
        assertThat(answer.items()).hasSize(2);
        assertThat(answer.items().getFirst().properties())
                .containsOnlyKeys("getetag", "calendar-data")
                .containsEntry("getetag", "\"abc\"");
        assertThat(answer.items().getLast().status()).isEqualTo(404);
    }

    @Test
    void findsWhatACollectionIsAndWhatItCanBeAsked() {
        var answer = read("""
                <multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/lea/</href><propstat><prop>
                <resourcetype><C:calendar/><collection/></resourcetype><sync-token>1</sync-token><supported-report-set>
                <supported-report><report><sync-collection/></report></supported-report></supported-report-set></prop>
                <status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
                """);

        assertThat(answer.items().getFirst().marks()).contains("calendar", "collection", "sync-collection");
        assertThat(answer.items().getFirst().properties()).containsEntry("sync-token", "1");
        assertThat(answer.syncToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BEGIN:VCALENDAR",
                "<html><body>Sign in</body></html>",
                "<multistatus xmlns='DAV:'><response>",
                "<!DOCTYPE m [<!ENTITY a 'b'>]><multistatus xmlns='DAV:'><response><href>&a;</href></response></multistatus>",
                "<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><multistatus xmlns='DAV:'><response><href>&a;</href></response></multistatus>",
                "<!DOCTYPE m SYSTEM 'http://127.0.0.1/x.dtd'><multistatus xmlns='DAV:'/>",
                """
                <!DOCTYPE m [<!ENTITY a "1234567890"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
                <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><multistatus xmlns='DAV:'><response><href>&d;</href></response></multistatus>"""
            })
    void refusesWhatIsNoAnswerOrHasADocumentType(String body) {
        assertThat(trouble(body)).isEqualTo(Trouble.UNREADABLE);
    }

    @Test
    void refusesElementsInsideElementsWithoutEnd() {
        assertThat(trouble("<multistatus xmlns='DAV:'>" + "<a>".repeat(100_000)))
                .isEqualTo(Trouble.TOO_LARGE);
    }

    @Test
    void refusesMoreEntriesThanAnyCalendarHas() {
        assertThat(trouble("<multistatus xmlns='DAV:'>" + "<response><href>a</href></response>".repeat(50_001)
                        + "</multistatus>"))
                .isEqualTo(Trouble.TOO_LARGE);
    }

    private static Multistatus read(String body) {
        return Multistatus.read(body.getBytes(UTF_8));
    }

    private static Trouble trouble(String body) {
        return catchThrowableOfType(Troubled.class, () -> read(body)).trouble();
    }
}
