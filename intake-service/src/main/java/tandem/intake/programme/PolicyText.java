package tandem.intake.programme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import tandem.runtime.problem.Refused;

/** The written form of policies. It is canonical - members in the order of the records - so equal policies have equal hashes. */
final class PolicyText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private PolicyText() {}

    /** The policy every programme opens with. */
    static Policy shipped() {
        try (var text = PolicyText.class.getResourceAsStream("/policy/default.json")) {
            return JSON.readValue(text, Policy.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The shipped policy cannot be read", e);
        }
    }

    static String write(Policy policy) {
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(Policy policy) {
        return JSON.valueToTree(policy);
    }

    static Policy read(String text) {
        try {
            return JSON.readValue(text, Policy.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored policy cannot be read", e);
        }
    }

    /** Reads what someone posted; members a policy does not have are refused, so that no typing error goes unnoticed. */
    static Policy posted(JsonNode posted) {
        try {
            return JSON.treeToValue(posted, Policy.class);
        } catch (JsonMappingException e) {
            var where = e.getPath().stream().map(Reference::getFieldName).collect(Collectors.joining("/", "/", ""));
            throw new Refused(ProgrammeProblems.POLICY_REFUSED, where + " is unknown or has a value that does not fit");
        } catch (JsonProcessingException e) {
            throw new Refused(ProgrammeProblems.POLICY_REFUSED, "This is not a policy", e);
        }
    }

    static String hash(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
