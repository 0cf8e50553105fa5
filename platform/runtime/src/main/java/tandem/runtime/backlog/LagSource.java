package tandem.runtime.backlog;

import java.util.Map;

/** A consumer, or several, of this service that can say how far they are behind. */
public interface LagSource {

    /** Records not yet taken in, by consumer. */
    Map<String, Long> lags();
}
