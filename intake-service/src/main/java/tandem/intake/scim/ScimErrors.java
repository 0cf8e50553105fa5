package tandem.intake.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import tandem.runtime.problem.Problem;

/** Below {@code /scim/v2} a problem is answered in the words of RFC 7644, section 3.12. */
@Singleton
class ScimErrors {

    private final ObjectMapper json;

    ScimErrors(ObjectMapper json) {
        this.json = json;
    }

    @ServerResponseFilter
    void reword(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        var type = response.getMediaType();
        if (type != null
                && type.isCompatible(MediaType.valueOf(Problem.MEDIA_TYPE))
                && response.getEntity() instanceof String text
                && request.getUriInfo().getPath().startsWith("/scim/v2")) {
            response.setEntity(error(json.readTree(text)), null, MediaType.valueOf(Schema.MEDIA_TYPE));
        }
    }

    private String error(JsonNode problem) throws JsonProcessingException {
        var error = json.createObjectNode();
        error.putArray("schemas").add(Schema.ERROR);
        error.put("status", problem.path("status").asText());
        var scimType = problem.path("scimType").asText("");
        if (!scimType.isEmpty()) {
            error.put("scimType", scimType);
        } else if (problem.path("status").asInt() == 409) {
            error.put("scimType", "uniqueness"); // two requests made the same user at the same time
        }
        error.put("detail", problem.path("detail").asText());
        return json.writeValueAsString(error);
    }
}
