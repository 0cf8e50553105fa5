package tandem.runtime.problem;

/** A documented kind of failure: {@code docs/problems.md} has a line for each, named by the slug. */
public record ProblemType(String slug, int status, String title) {

    public String uri() {
        return "/problems/" + slug;
    }
}
