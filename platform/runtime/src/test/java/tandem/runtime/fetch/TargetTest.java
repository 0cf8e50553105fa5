package tandem.runtime.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.runtime.fetch.FetchFailed.Reason;

/** Every way known to make a server ask where it should not (engineering.md D: SSRF), and that none is one. */
class TargetTest {

    private static final FetchConfig CONFIG = Settings.strict();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://calendar.example/a.ics",
                "ftp://calendar.example/a.ics",
                "file:///etc/passwd",
                "gopher://calendar.example/",
                "jar:https://calendar.example/a.jar!/b",
                "//calendar.example/a.ics",
                "https:calendar.example",
                "https:///a.ics",
                "https://user@calendar.example/a.ics",
                "https://user:secret@calendar.example/a.ics",
                "https://calendar.example@127.0.0.1/",
                "https://calendar.example/a.ics#part",
                "https://calendar.example:22/",
                "https://calendar.example:80/",
                "https://calendar.example:25/",
                "https://calendar.example:6379/",
                "https://localhost/",
                "https://localhost./",
                "https://intranet/",
                "https://calendar.example./",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://93.184.215.14/",
                "https://1.1.0x1/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00::1]/",
                "https://[2606:4700::1111]/"
            })
    void refusesAddressesAsTheyAreWritten(String address) {
        assertThat(reason(address, "93.184.215.14")).isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesNamesThatLeadInside(String address) {
        assertThat(reason("https://calendar.example/", address)).isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @Test
    void refusesANameThatLeadsInsideAmongOthers() {
        assertThat(reason("https://calendar.example/", "93.184.215.14", "10.0.0.1"))
                .isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @Test
    void answersAlikeToANameNobodyKnowsAndToOneInside() {
        var inside = catchThrowableOfType(FetchFailed.class, () -> target("https://calendar.example/", "10.0.0.1"));
        var unknown = catchThrowableOfType(
                FetchFailed.class,
                () -> Target.of(URI.create("https://calendar.example/"), CONFIG, host -> {
                    throw new UnknownHostException(host);
                }));

        assertThat(unknown.reason()).isEqualTo(inside.reason());
        assertThat(unknown).hasMessage(inside.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"})
    void asksPublicHosts(String address) throws UnknownHostException {
        var target = target("https://calendar.example:8443/a/b?c=d", address);

        assertThat(target.at().getAddress()).isEqualTo(InetAddress.getByName(address));
        assertThat(target.at().getPort()).isEqualTo(8443);
        assertThat(target.host()).isEqualTo("calendar.example");
        assertThat(target.path()).isEqualTo("/a/b?c=d");
    }

    @Test
    void looksANameUpOnceAndKeepsTheAnswer() throws UnknownHostException {
        var answers =
                new ArrayDeque<>(List.of(InetAddress.getByName("93.184.215.14"), InetAddress.getLoopbackAddress()));
        var asked = new ArrayList<String>();

        var target = Target.of(URI.create("https://rebinds.example/"), CONFIG, host -> {
            asked.add(host);
            return List.of(answers.remove());
        });

        assertThat(asked).containsExactly("rebinds.example");
        assertThat(target.at().isUnresolved()).isFalse();
        assertThat(target.at().getAddress()).isEqualTo(InetAddress.getByName("93.184.215.14"));
    }

    @Test
    void takesATrustedHostAtItsWord() throws UnknownHostException {
        var trusting = new Settings(Set.of(443), Optional.of(Set.of("calendar:8080")), Duration.ofSeconds(1), 3, 2);
        var inside = InetAddress.getByName("10.0.0.1");

        var target = Target.of(URI.create("http://calendar:8080/"), trusting, host -> List.of(inside));

        assertThat(target.at().getAddress()).isEqualTo(inside);
        assertThatThrownBy(() -> Target.of(URI.create("http://calendar:8081/"), trusting, host -> List.of(inside)))
                .isInstanceOf(FetchFailed.class);
    }

    private static Reason reason(String address, String... leads) {
        return catchThrowableOfType(FetchFailed.class, () -> target(address, leads))
                .reason();
    }

    private static Target target(String address, String... leads) {
        return Target.of(
                URI.create(address),
                CONFIG,
                host -> Arrays.stream(leads).map(TargetTest::literal).toList());
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
