package tandem.matching;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import tandem.testing.ProblemDocs;
import tandem.testing.RealParts;
import tandem.testing.TenancyRules;

@QuarkusTest
@WithTestResource(RealParts.class)
class TenancyTest {

    @Test
    void fencesEveryTableOffByTenant() {
        TenancyRules.check();
    }

    @Test
    void documentsEveryProblem() {
        ProblemDocs.check("tandem.matching", "matching-service");
    }
}
