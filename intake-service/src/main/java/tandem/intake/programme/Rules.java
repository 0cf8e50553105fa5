package tandem.intake.programme;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which rules of the rulebook a value of the policy belongs to. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Rules {
    String[] value();
}
