package tandem.session;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import tandem.testing.ProblemDocs;
import tandem.testing.RealParts;
import tandem.testing.TenancyRules;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class HouseTest {

    @Test
    void fencesEveryTenantOff() {
        TenancyRules.check();
    }

    @Test
    void documentsEveryProblem() {
        ProblemDocs.check("tandem.session", "session-service");
    }
}
