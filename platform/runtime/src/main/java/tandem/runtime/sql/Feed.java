package tandem.runtime.sql;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The connection that sees every tenant: for the relay, dead letters, consumers and jobs, never for a resource. Its transactions are
 * its own ({@code inTransaction}); it takes no part in {@code @Transactional}.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface Feed {}
