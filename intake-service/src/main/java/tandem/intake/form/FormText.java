package tandem.intake.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The written form of forms and answers; the order of members stays, as it is the order of the questions. */
final class FormText {

    /** The version every programme starts with. A test pins its hash: what leaders answered must not change afterwards. */
    static final int SHIPPED_VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FormText() {}

    static Form shipped() {
        try (var text = FormText.class.getResourceAsStream("/form/default.json")) {
            return new Form(SHIPPED_VERSION, JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException("The shipped form cannot be read", e);
        }
    }

    static Form read(int version, String text) {
        return new Form(version, parse(text));
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("What is stored is no JSON", e);
        }
    }

    static String write(JsonNode node) {
        return node.toString();
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
