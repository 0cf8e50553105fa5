package tandem.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.local.Checkout;
import tandem.local.Service;

/** The OpenAPI documents of the packaged services, as a linter that knows nothing of Tandem sees them. */
class OpenApiLintIT {
    private static final Map<String, String> ALONE =
            Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");

    @ParameterizedTest
    @EnumSource
    void findsNothingWrongWith(Service service) {
        var document = Checkout.find().root().resolve(service.fullName()).resolve("target/openapi/openapi.json");
        assertThat(document).isNotEmptyFile();

        var run = Node.run(
                "node_modules/@redocly/cli/bin/cli.js",
                List.of("lint", "--config=test-classes/redocly.yaml", "--format=stylish", document.toString()),
                ALONE,
                "");

        assertThat(run.status()).as(run.output() + run.errors()).isZero();
    }
}
