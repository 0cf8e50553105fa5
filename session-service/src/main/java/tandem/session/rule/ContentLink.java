package tandem.session.rule;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Whether people may be sent to an address (R71): by https alone, to a named host, with nobody's name or password in it. */
public final class ContentLink {

    private static final int LENGTH_MAX = 500;

    private ContentLink() {}

    public static boolean isFit(String link) {
        if (link.length() > LENGTH_MAX) {
            return false;
        }
        try {
            var address = new URI(link);
            return address.getScheme() != null
                    && address.getScheme().toLowerCase(Locale.ROOT).equals("https")
                    && address.getHost() != null
                    && address.getHost().contains(".")
                    && address.getUserInfo() == null;
        } catch (URISyntaxException notOne) {
            return false;
        }
    }
}
