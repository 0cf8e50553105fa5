package tandem.runtime.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that creates: it wants the header {@code Idempotency-Key}, runs in one transaction with the record of the key
 * and the answer, and answers a retry with what was answered first.
 */
@Inherited
@Documented
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {

    /** The response header of an answer that was given before. */
    String REPLAYED = "Idempotency-Replayed";
}
