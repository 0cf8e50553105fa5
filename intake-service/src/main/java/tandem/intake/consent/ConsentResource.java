package tandem.intake.consent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.intake.consent.ConsentQueries.Held;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** What I allow. */
@Path("/v1/me/consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConsentResource {

    private final ConsentService service;
    private final ConsentQueries queries;
    private final CurrentActor actor;

    ConsentResource(ConsentService service, ConsentQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What I allow, per purpose")
    public Consents consents() {
        return new Consents(queries.of(actor.get().requirePerson()));
    }

    @PUT
    @Path("/{purpose}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(
            summary = "Allow a purpose, or withdraw it; a withdrawal answers with the removal it started",
            description =
                    "HANDOFF_DETAIL, NOTE_SHARING and RECOGNITION are given item by item: the body names the item, and"
                            + " each is withdrawn by itself.")
    @Refuses({"consent-item-refused", "consent-items-full", "consent-text-unknown", "expiry-refused", "comparison-off"})
    public Decided decide(@PathParam("purpose") Purpose purpose, @Valid @NotNull Decision decision) {
        var item = decision.item();
        var answer = new Answer(
                decision.granted(),
                decision.textVersion(),
                decision.language(),
                decision.expiresAt(),
                item == null ? null : new ConsentItem(item.field(), item.recipient(), item.about()));
        var removal = service.decide(actor.get().requirePerson(), purpose, answer);
        return new Decided(purpose, decision.granted(), removal.orElse(null));
    }

    /** Every purpose the person has ever been asked about. */
    public record Consents(List<Held> consents) {}

    /** Yes or no, to the text that was shown; a yes may name its own end. */
    public record Decision(
            @NotNull Boolean granted,
            @NotBlank @Size(max = 32) String textVersion,
            @NotBlank @Size(max = 35) String language,
            @Nullable Instant expiresAt,
            @Nullable @Valid Item item) {}

    /** Which field, for whom, and about which note, hand-off or win; for purposes given item by item. */
    public record Item(
            @NotBlank @Size(max = 60) String field,
            @NotNull Recipient recipient,
            @Nullable UUID about) {}

    /** What holds now; {@code removal} leads to the certificate of what is being removed. */
    public record Decided(
            Purpose purpose, boolean granted, @Nullable RemovalId removal) {}
}
