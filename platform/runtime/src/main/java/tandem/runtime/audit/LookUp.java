package tandem.runtime.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A read that shows one person, or the two sides of one thing, to somebody else, and is written down like a change. Where the path does
 * not name the people, whoever reads them says whom it shows, or that it is the reader's own ({@link CurrentAct}). A page of many people
 * is none, a page narrowed to one person is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LookUp {}
