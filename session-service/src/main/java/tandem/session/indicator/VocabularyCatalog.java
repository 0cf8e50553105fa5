package tandem.session.indicator;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The vocabulary that is shipped, as the file beside this class has it. */
@ApplicationScoped
class VocabularyCatalog {

    private final Vocabulary shipped;

    VocabularyCatalog(ObjectMapper json) {
        try (var in =
                Objects.requireNonNull(VocabularyCatalog.class.getResourceAsStream("vocabulary.json"), "vocabulary")) {
            shipped = json.readValue(in, Vocabulary.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("The vocabulary cannot be read", broken);
        }
    }

    Vocabulary shipped() {
        return shipped;
    }
}
