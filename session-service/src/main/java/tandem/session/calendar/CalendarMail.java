package tandem.session.calendar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.Refused;
import tandem.session.icalendar.CalendarText;

/**
 * The calendar texts of a mail and who sent it (iMIP, RFC 6047). A mail is read once from front to end with bounds on everything it
 * has many of; nothing but the sender's address and the calendar parts is kept. A mail inside the mail is not looked into: what was
 * forwarded has another sender than its organiser.
 *
 * @param sender address in lower case; null for a mail that names none, or several
 */
record CalendarMail(@Nullable String sender, List<String> texts) {
    /** Longest mail read: a calendar text of full length in base64, with room for the words around it. */
    static final int LONGEST = 2 * CalendarText.LONGEST;

    private static final int MOST_PARTS = 64;
    private static final int DEEPEST = 8;
    private static final int MOST_HEADERS = 256;
    private static final int LONGEST_HEADER = 32_768;
    private static final int LONGEST_SENDER = 1_024;
    private static final String CALENDAR = "text/calendar";
    /** How some programs attach what they also say in the part that counts. */
    private static final String ATTACHED = "application/ics";

    static CalendarMail read(byte[] mail) {
        if (mail.length > LONGEST) {
            throw new Refused(CalendarProblems.TOO_LARGE, "A mail may have " + LONGEST + " bytes");
        }
        try {
            return new Reading().of(mail);
        } catch (MimeException | IOException unreadable) {
            throw new Refused(
                    CalendarProblems.UNREADABLE, "The mail is not one, or has too much of something", unreadable);
        }
    }

    /** One pass over a mail. */
    private static final class Reading {
        private final List<String> senders = new ArrayList<>();
        private final List<String> inline = new ArrayList<>();
        private final List<String> attached = new ArrayList<>();
        private int depth;
        private int parts;

        CalendarMail of(byte[] mail) throws MimeException, IOException {
            var stream = new MimeTokenStream(MimeConfig.custom()
                    .setMaxLineLen(LONGEST_HEADER)
                    .setMaxHeaderLen(LONGEST_HEADER)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .setMaxContentLen(LONGEST)
                    .build());
            stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            stream.parse(new ByteArrayInputStream(mail));
            for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                take(state, stream);
            }
            return new CalendarMail(
                    senders.size() == 1 ? address(senders.getFirst()) : null,
                    List.copyOf(inline.isEmpty() ? attached : inline));
        }

        private void take(EntityState state, MimeTokenStream stream) throws IOException {
            switch (state) {
                case T_FIELD -> takeField(stream.getField());
                case T_START_MULTIPART -> bounded(++depth, DEEPEST);
                case T_END_MULTIPART -> depth--;
                case T_BODY -> takeBody(stream);
                default -> {
                    // between the lines
                }
            }
        }

        private void takeField(Field field) {
            if (depth == 0 && "From".equalsIgnoreCase(field.getName())) {
                senders.add(field.getBody());
            }
        }

        private void takeBody(MimeTokenStream stream) throws IOException {
            bounded(++parts, MOST_PARTS);
            var body = stream.getBodyDescriptor();
            switch (body.getMimeType().toLowerCase(Locale.ROOT)) {
                case CALENDAR -> inline.add(text(stream, body));
                case ATTACHED -> attached.add(text(stream, body));
                default -> {
                    // words for people
                }
            }
        }

        private static String text(MimeTokenStream stream, BodyDescriptor body) throws IOException {
            var bytes = stream.getDecodedInputStream().readNBytes(CalendarText.LONGEST + 1);
            if (bytes.length > CalendarText.LONGEST) {
                throw new Refused(CalendarProblems.TOO_LARGE, "A text may have " + CalendarText.LONGEST + " bytes");
            }
            return new String(bytes, charset(body.getCharset()));
        }

        /** UTF-8 unless the part says another one that this Java knows (RFC 5545, 6). */
        private static Charset charset(@Nullable String stated) {
            try {
                return stated == null || stated.equalsIgnoreCase("us-ascii")
                        ? StandardCharsets.UTF_8
                        : Charset.forName(stated);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                return StandardCharsets.UTF_8;
            }
        }

        private static @Nullable String address(String from) {
            if (from.length() > LONGEST_SENDER) {
                return null;
            }
            var mailboxes = LenientAddressParser.DEFAULT.parseAddressList(from).flatten();
            return mailboxes.size() == 1 ? mailboxes.getFirst().getAddress().toLowerCase(Locale.ROOT) : null;
        }

        private static void bounded(int count, int most) {
            if (count > most) {
                throw new Refused(CalendarProblems.TOO_LARGE, "The mail has too many parts, or too deep ones");
            }
        }
    }
}
