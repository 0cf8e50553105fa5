package tandem.runtime.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tandem.runtime.fetch.FetchFailed.Reason;

/**
 * An address that may be asked, with where it is: looked up once, checked, and connected to as it was checked. A name that means
 * something else a moment later changes nothing any more.
 */
record Target(URI uri, String host, int port, boolean secure, InetSocketAddress at) {

    private static final int LONGEST = 2_048;

    /** A name with a dot; the last part has a letter, so that no spelling of a number is one (0x7f.1, 017700000001, 2130706433). */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)+(?!0x)[a-z0-9-]*[a-z][a-z0-9-]*");

    private static final int NAME_MAX = 253;

    /** Looks names up. */
    interface Names {
        List<InetAddress> addressesOf(String host) throws IOException;
    }

    /** Checks the address as it is written, then where it leads. */
    static Target of(URI uri, FetchConfig config, Names names) {
        var host = host(uri);
        var port = port(uri);
        var secure = "https".equalsIgnoreCase(uri.getScheme());
        var trusted = config.trusted()
                .filter(hosts -> hosts.contains(host + ":" + port))
                .isPresent();
        if (!trusted) {
            require(secure, "only https is asked");
            require(host.length() <= NAME_MAX && NAME.matcher(host).matches(), "the host is no public name");
            require(config.ports().contains(port), "the port is none of those that are asked");
        }
        return new Target(uri, host, port, secure, new InetSocketAddress(address(host, trusted, names), port));
    }

    /** The port of an address, of its scheme where it names none. */
    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** Path and query, as the request line has them. */
    String path() {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String host(URI uri) {
        require(uri.toString().length() <= LONGEST, "the address is too long");
        require(
                "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()),
                "only https is asked");
        require(uri.getRawUserInfo() == null, "the address names a user");
        require(uri.getRawFragment() == null, "the address names a fragment");
        var host = uri.getHost();
        if (host == null) {
            throw refused("the address names no host");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    /** The first of its addresses; a name that has one inside is refused, whatever else it has. */
    private static InetAddress address(String host, boolean trusted, Names names) {
        try {
            var addresses = names.addressesOf(host);
            require(!addresses.isEmpty(), "the host is no public name");
            require(trusted || addresses.stream().allMatch(PublicAddresses::contain), "the host is no public name");
            return addresses.getFirst();
        } catch (IOException unknown) {
            throw refused("the host is no public name");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private static FetchFailed refused(String why) {
        return new FetchFailed(Reason.ADDRESS_REFUSED, why);
    }
}
