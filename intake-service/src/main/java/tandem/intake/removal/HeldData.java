package tandem.intake.removal;

import java.util.Map;
import tandem.events.PersonId;
import tandem.events.Purpose;

/**
 * What one feature holds about people. Each feature removes its own rows, in the transaction of the removal, and says how many:
 * the counts end up in the person's certificate.
 */
public interface HeldData {

    /** Removes what is held for this purpose alone; empty when nothing is. */
    Map<String, Integer> removeFor(PersonId person, Purpose purpose);

    /** Removes all there is about the person. */
    Map<String, Integer> forget(PersonId person);
}
