package tandem.intake.csv;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import tandem.intake.csv.ImportService.Received;
import tandem.intake.csv.Imports.Settings;
import tandem.runtime.actor.Actor;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Takes a file off the wire and keeps it, a piece and a transaction at a time: a slow sender holds no transaction open. */
@ApplicationScoped
class Upload {

    private static final int PIECE = 256 * 1024;
    private static final long BYTES_MAX = 64L * 1024 * 1024;

    private final ImportService service;
    private final ImportJob job;

    Upload(ImportService service, ImportJob job) {
        this.service = service;
        this.job = job;
    }

    Received take(InputStream file, Settings settings, Actor actor) {
        var received = received(file, settings, actor);
        if (!received.again()) {
            job.wake();
        }
        return received;
    }

    private Received received(InputStream file, Settings settings, Actor actor) {
        try {
            var piece = file.readNBytes(PIECE);
            var header = CsvText.of(new ByteArrayInputStream(piece), settings.mapping())
                    .header(); // a file nobody can read is refused before any of it is kept
            var id = service.begin(settings, header.absent(), actor.who());
            try {
                return service.received(id, kept(id, piece, file));
            } catch (IOException | RuntimeException e) {
                service.discard(id);
                throw e;
            }
        } catch (IOException e) {
            throw new Refused(CommonProblems.BAD_REQUEST, "The upload ended early", e);
        }
    }

    /** Keeps all of the file; returns its hash. */
    private String kept(UUID id, byte[] first, InputStream file) throws IOException {
        var digest = sha256();
        long bytes = 0;
        int ordinal = 0;
        for (var piece = first; piece.length > 0; piece = file.readNBytes(PIECE)) {
            bytes += piece.length;
            if (bytes > BYTES_MAX) {
                throw new Refused(ImportProblems.FILE_TOO_LARGE, "At most " + BYTES_MAX + " bytes");
            }
            digest.update(piece);
            service.keep(id, ordinal++, piece);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
