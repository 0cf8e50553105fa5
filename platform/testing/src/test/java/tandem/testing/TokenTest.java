package tandem.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks with tokens; none may get in. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TokenTest {

    private static final UUID ADA = UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a001");

    @Test
    void letsInWhoHasTheRole() {
        call(lead().sign())
                .then()
                .statusCode(200)
                .body("tenant", equalTo("acme"))
                .body("who", equalTo(ADA.toString()));
    }

    @Test
    void refusesACallWithoutAToken() {
        given().get("/v1/notes/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("/problems/unauthenticated"))
                .body("instance", equalTo("/v1/notes/me"));
    }

    @Test
    void refusesATokenThatIsNotSigned() {
        var header = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}");

        refused(header + "." + encoded(lead().claims().toJson()) + ".");
    }

    @Test
    void refusesATokenSignedWithThePublicKeyAsASecret() throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(lead().claims().toJson());
        signature.setKey(new HmacKey(Issuer.key().getPublicKey().getEncoded()));
        signature.setKeyIdHeaderValue(Issuer.KEY_ID);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);

        refused(signature.getCompactSerialization());
    }

    @Test
    void refusesAnotherKeyUnderTheSameKeyId() throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(lead().claims().toJson());
        signature.setKey(RsaJwkGenerator.generateJwk(2048).getPrivateKey());
        signature.setKeyIdHeaderValue(Issuer.KEY_ID);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);

        refused(signature.getCompactSerialization());
    }

    @Test
    void refusesAKeyTheTokenBringsAlong() throws JoseException {
        var foreign = RsaJwkGenerator.generateJwk(2048);
        var signature = new JsonWebSignature();
        signature.setPayload(lead().claims().toJson());
        signature.setKey(foreign.getPrivateKey());
        signature.setJwkHeader(foreign);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);

        refused(signature.getCompactSerialization());
    }

    @Test
    void asksForKeysSeldomHoweverManyUnknownKeyIdsCome() throws JoseException {
        lead().sign();
        int before = keysAsked();

        for (int i = 0; i < 50; i++) {
            var signature = new JsonWebSignature();
            signature.setPayload(lead().claims().toJson());
            signature.setKey(Issuer.key().getPrivateKey());
            signature.setKeyIdHeaderValue("unknown-" + i);
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            refused(signature.getCompactSerialization());
        }

        assertThat(keysAsked() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void refusesAnExpiredToken() {
        var claims = lead().claims();
        claims.setExpirationTimeMinutesInTheFuture(-1);

        refused(Tokens.sign(claims));
    }

    @Test
    void refusesATokenThatNeverExpires() {
        var claims = lead().claims();
        claims.unsetClaim("exp");

        refused(Tokens.sign(claims));
    }

    @Test
    void refusesATokenThatIsNotYetValid() {
        var claims = lead().claims();
        claims.setNotBeforeMinutesInThePast(-5);

        refused(Tokens.sign(claims));
    }

    @Test
    void refusesAnotherIssuer() {
        var claims = lead().claims();
        claims.setIssuer("https://elsewhere.example/realms/tandem");

        refused(Tokens.sign(claims));
    }

    @Test
    void refusesAnotherAudience() {
        var claims = lead().claims();
        claims.setAudience("account");

        refused(Tokens.sign(claims));
    }

    @Test
    void refusesAnIdTokenAsAccessToken() {
        var claims = lead().claims();
        claims.setClaim("typ", "ID");

        refused(Tokens.sign(claims));
    }

    @Test
    void refusesATamperedToken() {
        var parts = lead().sign().split("\\.", -1);
        var claims = lead().claims();
        claims.setClaim("tenant", "globex");

        refused(parts[0] + "." + encoded(claims.toJson()) + "." + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "Bearer", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
    void refusesWhatIsNoToken(String text) {
        refused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "groups", "scope"})
    void findsNoRoleInAnotherClaim(String claim) {
        var claims = Tokens.of("acme").person(ADA).claims();
        claims.setClaim(claim, List.of("program-lead"));
        claims.setClaim("resource_access", Map.of("tandem", Map.of("roles", List.of("program-lead"))));

        forbidden(call(Tokens.sign(claims)), "forbidden");
    }

    @Test
    void refusesTheWrongRole() {
        forbidden(call(Tokens.of("acme").role("hris").sign()), "forbidden");
    }

    @Test
    void refusesATokenWithoutTenant() {
        forbidden(call(Tokens.ofNoTenant().role("program-lead").person(ADA).sign()), "tenant-missing");
    }

    @Test
    void refusesATenantThatIsNoName() {
        forbidden(call(Tokens.of("acme' or '1'='1").role("program-lead").sign()), "tenant-missing");
    }

    @Test
    void takesTheTenantOfAServiceFromItsHeader() {
        given().auth()
                .oauth2(Tokens.ofNoTenant()
                        .role("service")
                        .client("matching-service")
                        .sign())
                .header("Tandem-Tenant", "globex")
                .get("/v1/notes/me")
                .then()
                .statusCode(200)
                .body("tenant", equalTo("globex"))
                .body("who", equalTo("matching-service"));
    }

    @Test
    void ignoresTheTenantHeaderOfEveryoneElse() {
        given().auth()
                .oauth2(lead().sign())
                .header("Tandem-Tenant", "globex")
                .get("/v1/notes/me")
                .then()
                .statusCode(200)
                .body("tenant", equalTo("acme"));
    }

    @Test
    void refusesAMachineWhereAPersonMustAct() {
        var response = given().auth()
                .oauth2(Tokens.of("acme").role("program-lead").sign())
                .get("/v1/notes/person");

        forbidden(response, "person-missing");
    }

    @Test
    void deniesAMethodThatNobodyWasAllowed() {
        var response = given().auth().oauth2(lead().sign()).get("/v1/notes/forgotten");

        forbidden(response, "forbidden");
    }

    @Test
    void opensWhatIsOpen() {
        given().get("/v1/notes/open").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/notes/me",
                "/v1//notes/me",
                "/v1/notes/me;a=b",
                "/v1/notes/me%3B",
                "/v1/notes%2Fme",
                "/v1/notes/open/..;/me",
                "/v1/notes/open/../me",
                "/v1/notes/me%00",
                "/v1/notes/me/",
                "/V1/NOTES/ME"
            })
    void findsNoWayAroundByPath(String path) {
        var status = given().urlEncodingEnabled(false).get(path).statusCode();

        assertThat(status).isIn(400, 401, 404, 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void findsNoWayAroundByMethodOverride(String header) {
        given().header(header, "GET").post("/v1/notes/me").then().statusCode(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/ready", "/q/metrics", "/q/openapi"})
    void tellsTheOperatorWithoutAToken(String path) {
        given().get(path).then().statusCode(200);
    }

    private static int keysAsked() {
        return Integer.parseInt(given().get(Issuer.url() + "/certs/asked").asString());
    }

    private static Tokens lead() {
        return Tokens.of("acme").role("program-lead").person(ADA);
    }

    private static Response call(String token) {
        return given().auth().oauth2(token).get("/v1/notes/me");
    }

    private static void refused(String token) {
        call(token)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unauthenticated"));
    }

    private static void forbidden(Response response, String slug) {
        response.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
