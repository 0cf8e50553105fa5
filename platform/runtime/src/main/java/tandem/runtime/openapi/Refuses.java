package tandem.runtime.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method: the problems of its own that it may answer with, by slug. Those that follow from its other annotations
 * (token, roles, body, {@code If-Match}, idempotency) are documented anyway.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    /** Slugs of {@code docs/problems.md}. */
    String[] value();
}
