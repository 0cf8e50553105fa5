package tandem.intake.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.intake.register.FieldRegister.Outgoing;
import tandem.intake.register.FieldRegister.PurposeView;
import tandem.local.Checkout;

class FieldRegisterTest {

    private static final Path ROOT = Checkout.find().root();

    @Test
    void namesAReaderForEveryStateThatIsTold() {
        assertThat(FieldRegister.all())
                .filteredOn(told -> told.topic().equals("tandem.profile"))
                .hasSameSizeAs(ProfileState.class.getPermittedSubclasses())
                .allSatisfy(told -> assertThat(told.readers()).doesNotContain("nobody"));
    }

    @Test
    void listsEveryFieldOfTheRecordsThemselves() {
        assertThat(FieldRegister.all())
                .filteredOn(told -> told.type().equals("tandem.profile.impact-profile.v1"))
                .flatExtracting(Outgoing::fields)
                .containsExactly("department", "jobRole", "level", "tenureMonths", "lastPromotedOn");
    }

    @Test
    void feedsTheMatchEngineFromOneRecordOnly() {
        assertThat(FieldRegister.all())
                .filteredOn(told -> told.purpose() == Purpose.MATCHING)
                .singleElement()
                .satisfies(told -> assertThat(told.readers()).containsExactly("matching-service"));
    }

    @Test
    void feedsTheMatchEngineNoGroupAttributes() {
        assertThat(FieldRegister.of(Purpose.FAIRNESS).readers()).containsExactly("fairness audit of matching-service");
        assertThat(FieldRegister.of(Purpose.MATCHING).fields()).doesNotContain("groups");
    }

    @Test
    void holdsNoNameAndNoAddress() {
        assertThat(FieldRegister.purposes())
                .flatExtracting(PurposeView::fields)
                .noneMatch(field -> field.toLowerCase(Locale.ROOT).contains("name") || field.contains("mail"));
    }

    @Test
    void knowsWhoListens() throws IOException {
        var listening = new ArrayList<String>();
        for (var service : List.of("matching-service", "session-service")) {
            var properties = Files.readString(ROOT.resolve(service + "/src/main/resources/application.properties"));
            if (properties.contains("topic=tandem.intake\n")) {
                listening.add(service);
            }
        }
        listening.addFirst("analytics-service"); // its ledger takes every topic

        assertThat(FieldRegister.all())
                .filteredOn(told -> told.topic().equals("tandem.intake"))
                .allSatisfy(told -> assertThat(told.readers()).isEqualTo(listening));
    }

    /** {@code -Dcontract.write=true} writes it anew. */
    @Test
    void isWhatTheDocumentSays() throws IOException {
        var document = ROOT.resolve("docs/fields.md");
        if (Boolean.getBoolean("contract.write")) {
            Files.writeString(document, document());
        }

        assertThat(Files.readString(document, StandardCharsets.UTF_8)).isEqualTo(document());
    }

    private static String document() {
        return """
                # Fields

                Which fields about a person leave intake-service, under which purpose, in which record, to which service; and what the end
                of a purpose does. Written from the records of the contract; `GET /v1/fields` answers the same. A purpose without a record
                lets nothing out. Names, addresses and free text are in none of them. What FAIRNESS carries never feeds the match engine: the
                service that ranks and assigns keeps it apart, and only the audit of a plan that stands already reads it.

                ## Purposes

                | purpose | basis unless stated otherwise | when it ends |
                |---|---|---|
                %s
                ## Records

                | purpose | record | goes to | fields |
                |---|---|---|---|
                %s""".formatted(
                rows(FieldRegister.purposes().stream()
                        .map(view -> List.of(view.purpose().name(), view.basis().name(), view.ending()))
                        .toList()),
                rows(FieldRegister.all().stream()
                        .map(told -> List.of(
                                told.purpose().name(),
                                "`" + told.type() + "`",
                                String.join(", ", told.readers()),
                                told.fields().isEmpty()
                                        ? "that it happened"
                                        : "`" + String.join("` `", told.fields()) + "`"))
                        .toList()));
    }

    private static String rows(List<List<String>> rows) {
        return rows.stream().map(row -> "| " + String.join(" | ", row) + " |\n").collect(Collectors.joining());
    }
}
