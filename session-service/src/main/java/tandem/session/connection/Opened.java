package tandem.session.connection;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tandem.session.caldav.Login;

/** What opens a calendar, in the shape in which it is encrypted. */
record Opened(
        String address, @Nullable String user, @Nullable String secret) {

    static Opened of(Login login) {
        return new Opened(login.address().toString(), login.user(), login.secret());
    }

    Login login() {
        return new Login(URI.create(address), user, secret);
    }
}
