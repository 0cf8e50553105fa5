package tandem.intake.csv;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.intake.csv.ImportQueries.ImportView;
import tandem.intake.csv.Imports.Settings;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.runtime.visibility.ShowsNobody;

/** Employees by CSV file. */
@Path("/v1/hr-imports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportResource {

    /** How dates may be written, by the name of the parameter. */
    private static final Map<String, String> DATES = Map.of(
            "yyyy-MM-dd", "uuuu-MM-dd",
            "dd.MM.yyyy", "dd.MM.uuuu",
            "dd/MM/yyyy", "dd/MM/uuuu",
            "MM/dd/yyyy", "MM/dd/uuuu");

    private static final int MAPPING_MAX = 32;

    private final Upload upload;
    private final ImportQueries queries;
    private final CurrentActor actor;
    private final Clock clock;

    ImportResource(Upload upload, ImportQueries queries, CurrentActor actor, @ProgrammeTime Clock clock) {
        this.upload = upload;
        this.queries = queries;
        this.actor = actor;
        this.clock = clock;
    }

    @POST
    @Consumes({"text/csv", "application/csv"})
    @RolesAllowed({Roles.HRIS, Roles.HR_PARTNER})
    @Operation(
            summary =
                    "Upload employees; the file is kept until it is taken over, a job that can be asked for its progress",
            description =
                    "At most 64 MB and 250,000 rows. The file taken last, uploaded again as of the same date, is that import and"
                            + " nothing new. effectiveOn: as of when the file was made, today by default; dryRun: only say what it would"
                            + " come to; dateFormat: yyyy-MM-dd, dd.MM.yyyy, dd/MM/yyyy or MM/dd/yyyy; map: field:column, repeated, for"
                            + " columns of other names than the published ones.")
    @APIResponse(
            responseCode = "202",
            description = "Kept; the location tells how far it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The same file was uploaded last",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class)))
    @Refuses({"file-too-large", "file-not-utf8", "file-not-csv", "file-header"})
    @ShowsNobody("how far the caller's file has come")
    public Response upload(
            InputStream file,
            @QueryParam("effectiveOn") @Nullable String effectiveOn,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("dateFormat") @DefaultValue("yyyy-MM-dd") String dateFormat,
            @QueryParam("map") List<String> mapping) {
        var pattern = DATES.get(dateFormat);
        if (pattern == null || mapping.size() > MAPPING_MAX) {
            throw new Refused(
                    CommonProblems.INVALID,
                    "dateFormat is one of " + DATES.keySet() + ", map at most " + MAPPING_MAX + " times");
        }
        var received = upload.take(file, new Settings(dryRun, day(effectiveOn), pattern, mapping), actor.get());
        var location = URI.create("/v1/hr-imports/" + received.import_().id());
        return (received.again() ? Response.ok() : Response.accepted())
                .location(location)
                .entity(ImportView.of(received.import_()))
                .build();
    }

    @GET
    @RolesAllowed({Roles.HRIS, Roles.HR_PARTNER})
    @Operation(summary = "The imports of the tenant, oldest first")
    @APIResponse(responseCode = "200", description = "A page of imports")
    public Page<ImportView> imports(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.imports(Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/fields")
    @RolesAllowed({Roles.HRIS, Roles.HR_PARTNER})
    @Operation(summary = "The published fields of the file")
    @APIResponse(responseCode = "200", description = "The fields, their other names and what they mean")
    public List<FieldView> fields() {
        return Arrays.stream(Field.values())
                .map(field -> new FieldView(field.label(), field.aliases(), field.isRequired(), field.meaning()))
                .toList();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.HRIS, Roles.HR_PARTNER})
    @Operation(summary = "How far an import is: RECEIVING, QUEUED, RUNNING, DONE or FAILED, with its counts")
    @APIResponse(responseCode = "200", description = "The import")
    public ImportView import_(@PathParam("id") UUID id) {
        return queries.find(id).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/{id}/errors")
    @Produces("text/csv")
    @RolesAllowed({Roles.HRIS, Roles.HR_PARTNER})
    @Operation(summary = "What was wrong with which line, as CSV; the first 10,000 errors")
    @APIResponse(
            responseCode = "200",
            description = "line, field, column, problem, detail",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @ShowsNobody("lines and columns of the caller's file, without the cells")
    public Response errors(@PathParam("id") UUID id) {
        var import_ = import_(id);
        return Response.ok(ErrorReport.of(queries.errors(import_.id())), "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"errors-" + id + ".csv\"")
                .build();
    }

    private LocalDate day(@Nullable String text) {
        try {
            return text == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Refused(CommonProblems.INVALID, "effectiveOn is no date");
        }
    }

    private static Refused unknown(UUID id) {
        return new Refused(CommonProblems.NOT_FOUND, "There is no import " + id);
    }

    /** A field of the file. */
    public record FieldView(String name, List<String> otherNames, boolean required, String meaning) {}
}
