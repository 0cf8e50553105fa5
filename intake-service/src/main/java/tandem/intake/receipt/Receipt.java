package tandem.intake.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.intake.consent.Statement;
import tandem.intake.receipt.ReceiptQueries.Entry;
import tandem.intake.register.Terms;

/**
 * A receipt with the sections and names of ISO/IEC TS 27560:2023: header, processing, parties, event. It says nothing that is not in
 * the row of the ledger it was written from, so it can be written again and says the same.
 *
 * @param piiPrincipalId the pseudonym: a receipt names nobody
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String schemaVersion,
        String receiptId,
        String recordId,
        PersonId piiPrincipalId,
        List<Processing> piiProcessing,
        List<Party> partyIdentification,
        List<Event> event,
        String keys) {

    static final String TYPE = "consent-receipt+json";

    private static final String SCHEMA = "ISO/IEC TS 27560:2023";

    static Receipt of(Entry entry, String tenant) {
        var id = entry.id().toString();
        return new Receipt(
                SCHEMA,
                id,
                id,
                entry.person(),
                List.of(processing(entry, tenant)),
                List.of(new Party(tenant, "controller"), new Party("tandem", "processor")),
                List.of(event(entry)),
                "/v1/keys/" + tenant);
    }

    private static Processing processing(Entry entry, String tenant) {
        var text = "/v1/consent-texts/" + entry.purpose() + "/" + entry.textVersion() + "/" + entry.language();
        return new Processing(
                text,
                entry.textVersion(),
                entry.textSha256(),
                entry.language(),
                List.of(new Use(
                        entry.purpose().name(),
                        entry.basis().name(),
                        entry.fields().stream()
                                .map(field -> new Field(field, entry.itemAbout()))
                                .toList(),
                        List.of(tenant),
                        entry.recipients(),
                        isConsent(entry.basis())
                                ? "until withdrawn, expired or erased"
                                : "until the purpose is over, objected to or erased",
                        "PUT /v1/me/consents/" + entry.purpose(),
                        Terms.of(entry.purpose()).ending(),
                        List.of("access", "portability", "withdrawal or objection", "erasure"))));
    }

    private static Event event(Entry entry) {
        var expired = entry.statedBy().equals(Statement.EXPIRY);
        var type = isConsent(entry.basis()) ? "explicit" : "lawful basis other than consent";
        String state = entry.granted() ? "given" : expired ? "expired" : "withdrawn";
        return new Event(
                entry.statedAt(),
                entry.recordedAt(),
                entry.expiresAt(),
                entry.statedBy(),
                type,
                state,
                entry.applied());
    }

    private static boolean isConsent(LawfulBasis basis) {
        return switch (basis) {
            case CONSENT, EXPLICIT_CONSENT -> true;
            case CONTRACT, LEGITIMATE_INTEREST -> false;
        };
    }

    /** What the person was told, and what is done with which data. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Processing(
            String privacyNotice,
            String privacyNoticeVersion,
            @Nullable String privacyNoticeSha256,
            String language,
            List<Use> purposes) {}

    /** One purpose. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Use(
            String purpose,
            String lawfulBasis,
            List<Field> piiInformation,
            List<String> piiControllers,
            List<String> recipients,
            String retentionPeriod,
            String withdrawalMethod,
            String withdrawalEffect,
            List<String> privacyRights) {}

    /** One attribute that may be used; of one thing alone where the statement named it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Field(String piiType, @Nullable UUID piiReference) {}

    /** Who is who. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Party(String partyId, String partyRole) {}

    /**
     * What was said, when and by whom.
     *
     * @param entityId the person, the HR system on the person's behalf, or the expiry
     * @param inForce false for a statement that came after a later one and changed nothing
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            Instant eventTime,
            Instant recordedTime,
            @Nullable Instant validUntil,
            String entityId,
            String eventType,
            String eventState,
            boolean inForce) {}
}
