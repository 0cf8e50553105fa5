package tandem.session.prompt;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.problem.Refused;
import tandem.session.rule.FatigueCap;
import tandem.session.rule.QuietHours;

/** How often and when the people of a programme may be asked or reminded of something. */
@Path("/v1/programmes/{programme}/prompt-terms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PromptTermsResource {

    private final PromptingService service;

    PromptTermsResource(PromptingService service) {
        this.service = service;
    }

    /**
     * At most so many prompts a person in any so many days, none in the quiet hours of the person's own time zone.
     *
     * @param quietFrom over midnight when it is later than {@code quietUntil}; none when the two are equal
     */
    public record PromptTermsInput(
            @NotNull @Min(1) @Max(FatigueCap.PROMPTS_MAX) Integer prompts,

            @NotNull @Min(1) @Max(FatigueCap.WINDOW_DAYS_MAX)
            Integer windowDays,

            @NotNull LocalTime quietFrom,
            @NotNull LocalTime quietUntil,
            @NotNull Set<@NotNull DayOfWeek> quietDays) {}

    /** The terms in force; version 0 is what holds until a programme says otherwise. */
    public record PromptTermsView(
            int version,
            int prompts,
            int windowDays,
            LocalTime quietFrom,
            LocalTime quietUntil,
            Set<DayOfWeek> quietDays) {

        static PromptTermsView of(PromptTerms terms) {
            return new PromptTermsView(
                    terms.version(),
                    terms.cap().prompts(),
                    (int) terms.cap().window().toDays(),
                    terms.quiet().from(),
                    terms.quiet().until(),
                    new TreeSet<>(terms.quiet().days()));
        }
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "How often and when the people of a programme may be prompted")
    public PromptTermsView read(@PathParam("programme") UUID programme) {
        return PromptTermsView.of(service.terms(new ProgrammeId(programme)));
    }

    @PUT
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Publish how often and when the people of a programme may be prompted, as the next version")
    @Refuses("prompt-terms-faulty")
    public PromptTermsView publish(@PathParam("programme") UUID programme, @NotNull @Valid PromptTermsInput input) {
        if (input.quietDays().size() == DayOfWeek.values().length) {
            throw new Refused(PromptProblems.FAULTY, "Leave at least one day of the week");
        }
        return PromptTermsView.of(service.publish(
                new ProgrammeId(programme),
                new FatigueCap(input.prompts(), Duration.ofDays(input.windowDays())),
                new QuietHours(input.quietFrom(), input.quietUntil(), input.quietDays())));
    }
}
