package tandem.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole sessions of the provisioners that companies have, in the words these programs send: matched, created, changed, deactivated,
 * deleted. The files are named for who sends them and say where that is documented; an exchange builds on the ones before it.
 */
class ScimProvisionersIT {

    @TestFactory
    Stream<DynamicTest> entra() {
        return exchangesOf("entra.json");
    }

    /** Entra with {@code aadOptscim062020} in the tenant URL: operations as RFC 7644 has them. */
    @TestFactory
    Stream<DynamicTest> entraAsTheStandardSays() {
        return exchangesOf("entra-compliant.json");
    }

    /** An app of the Okta Integration Network: changes by PUT, leaves and returns by PATCH. */
    @TestFactory
    Stream<DynamicTest> okta() {
        return exchangesOf("okta.json");
    }

    /** An app of Okta's own wizard: everything by PUT. */
    @TestFactory
    Stream<DynamicTest> oktaByPutAlone() {
        return exchangesOf("okta-put.json");
    }

    private static Stream<DynamicTest> exchangesOf(String file) {
        var session = Replay.session(file);
        assertThat(session.exchanges()).isNotEmpty();
        var replay = new Replay(session, ClientPlatform.intake() + "/scim/v2", ClientPlatform.hrToken());
        return session.exchanges().stream()
                .map(exchange -> DynamicTest.dynamicTest(exchange.does(), () -> replay.play(exchange)));
    }
}
