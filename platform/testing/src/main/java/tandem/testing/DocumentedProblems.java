package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;

/**
 * Holds every refusal a test provokes to the interface as it describes itself: a route that refuses for a reason of its own that its
 * document does not name fails the test, whatever the test is about. That what is named is also provoked remains for a review to see.
 */
public final class DocumentedProblems implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Not by URI: a test may ask for what is none. */
    private static final Pattern PATH = Pattern.compile("[a-z]+://[^/]*([^?]*).*");

    private static final String SLUGS = "/problems/";

    /** Those every service answers with follow from the other annotations of a method. */
    private static final Set<String> COMMON = Stream.of(CommonProblems.class.getFields())
            .map(DocumentedProblems::slug)
            .collect(Collectors.toUnmodifiableSet());

    /** The document is derived at build time, so one of a service holds for all its tests. */
    private static volatile @Nullable List<Route> documented;

    /** A route, the most literal first, and the problems it names. */
    private record Route(String method, Pattern path, int variables, Set<String> slugs) {}

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var answer = context.next(request, expected);
        if (answer.statusCode() >= 400
                && answer.statusCode() < 500
                && answer.contentType().startsWith("application/problem+json")) {
            check(request.getMethod(), PATH.matcher(request.getURI()).replaceFirst("$1"), answer);
        }
        return answer;
    }

    private static void check(String method, String path, Response answer) {
        var type = answer.jsonPath().getString("type");
        if (type.startsWith(SLUGS) && !COMMON.contains(type.substring(SLUGS.length()))) {
            routes().stream()
                    .filter(route -> route.method.equals(method)
                            && route.path.matcher(path).matches())
                    .findFirst()
                    .ifPresent(route -> assertThat(route.slugs)
                            .as("problems that %s %s names; its @Refuses lacks what it has just answered", method, path)
                            .contains(type.substring(SLUGS.length())));
        }
    }

    private static String slug(Field constant) {
        try {
            return ((ProblemType) constant.get(null)).slug();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Constants of an interface are public", e);
        }
    }

    private static List<Route> routes() {
        var known = documented;
        if (known == null) {
            known = read();
            documented = known;
        }
        return known;
    }

    private static List<Route> read() {
        try {
            var document =
                    JSON.readTree(RestAssured.get("/q/openapi?format=json").asByteArray());
            return document.path("paths").properties().stream()
                    .flatMap(path -> path.getValue().properties().stream()
                            .filter(operation -> operation.getValue().has("responses"))
                            .map(operation -> route(document, operation.getKey(), path.getKey(), operation.getValue())))
                    .sorted(Comparator.comparingInt(Route::variables))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The document is no JSON", e);
        }
    }

    private static Route route(JsonNode document, String method, String path, JsonNode operation) {
        var literals =
                Stream.of(path.split("\\{[^}]*}", -1)).map(Pattern::quote).toList();
        var slugs = operation.path("responses").properties().stream()
                .map(Map.Entry::getValue)
                .map(response -> response.has("$ref")
                        ? document.at(response.path("$ref").asText().substring(1))
                        : response)
                .flatMap(response -> response.path("content").properties().stream())
                .flatMap(content -> content.getValue().path("examples").properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Route(
                method.toUpperCase(Locale.ROOT),
                Pattern.compile(String.join("[^/]+", literals)),
                literals.size() - 1,
                slugs);
    }
}
