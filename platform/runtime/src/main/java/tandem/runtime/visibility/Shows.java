package tandem.runtime.visibility;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a resource method that answers with something about people; who may call it says its {@code @RolesAllowed}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Shows {

    /** What it answers with about one person, or about many as figures. */
    Class<? extends Record> value();

    /** Whose, in words for that person. */
    String of();

    /** Roles that read about themselves alone: nothing of it is shown to somebody else. */
    String[] own() default {};

    /** Figures about groups, not rows about a person. */
    boolean figures() default false;
}
