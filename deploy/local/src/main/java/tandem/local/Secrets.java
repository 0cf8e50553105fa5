package tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** The passwords and keys of one site, made up at first use and kept in files only their owner can read. Nothing is fixed anywhere. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    public Secrets(Site site) {
        folder = site.secrets();
    }

    /** The secret of a machine client of the realm. */
    public String client(String clientId) {
        return get("client-" + clientId);
    }

    /** The password all demo people share on this site. */
    public String people() {
        return get("password-people");
    }

    /** The passwords of a service's three database roles. */
    public Databases.Passwords database(String service) {
        var prefix = "database-" + service;
        return new Databases.Passwords(get(prefix + "-owner"), get(prefix + "-app"), get(prefix + "-feed"));
    }

    /** The password of the login of a tenant's BI tools. */
    public String reader(String tenant) {
        return get(readerFile(tenant));
    }

    static String readerFile(String tenant) {
        return "database-reader-" + tenant;
    }

    /** The secret of that name, 192 random bits at first use. */
    public String get(String name) {
        return kept(name, random());
    }

    /** A 256-bit key in base64. */
    public String key(String name) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return kept(name, Base64.getEncoder().encodeToString(bytes));
    }

    /** TANDEM_CLIENT_ACME_HRIS is kept as client-acme-hris. */
    static String nameOf(String placeholder) {
        return placeholder.replaceFirst("^TANDEM_", "").toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private synchronized String kept(String name, String fresh) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                var owner = PosixFilePermissions.fromString("rwx------");
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
                var only = PosixFilePermissions.fromString("rw-------");
                Files.createFile(file, PosixFilePermissions.asFileAttribute(only));
                Files.writeString(file, fresh);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new PartFailed("Cannot keep secrets in " + folder + ": " + e.getMessage(), e);
        }
    }
}
