package tandem.intake;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import tandem.testing.OpenApiRules;
import tandem.testing.RealParts;

/** The interface as it describes itself. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class OpenApiTest {

    @Test
    void doesJusticeToEveryRoute() {
        OpenApiRules.check();
    }
}
