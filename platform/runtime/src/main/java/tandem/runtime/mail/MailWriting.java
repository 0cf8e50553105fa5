package tandem.runtime.mail;

import io.quarkus.arc.All;
import jakarta.activation.DataHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.runtime.link.Links;
import tandem.runtime.mail.CalendarWriter.CalendarPart;
import tandem.runtime.tenant.Tenants;

/** Turns a queued mail into a message: the words of its template, and a calendar part where the template has a writer of one. */
@ApplicationScoped
class MailWriting {
    private static final String UTF_8 = "UTF-8";

    private final MailTexts texts;
    private final Map<String, CalendarWriter> calendars;
    private final MailConfig config;
    private final Links links;
    private final Tenants tenants;

    MailWriting(MailTexts texts, @All List<CalendarWriter> calendars, MailConfig config, Links links, Tenants tenants) {
        this.texts = texts;
        this.calendars = new HashMap<>();
        for (var writer : calendars) {
            writer.templates().forEach(template -> this.calendars.put(template, writer));
        }
        this.config = config;
        this.links = links;
        this.tenants = tenants;
    }

    /**
     * The message; its id is that of the queued mail, so a program that gets it twice can see that.
     *
     * @param about the name of the person it is about, if any
     */
    MimeMessage write(
            Session session, QueuedMail mail, Addressee to, String address, @Nullable String about, Instant now)
            throws MessagingException, IOException {
        var text = texts.find(mail.template())
                .orElseThrow(() -> new IllegalStateException("No text for " + mail.template()))
                .filled(words(mail, to, about));
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(config.from(), true));
        message.setRecipient(RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(text.subject(), UTF_8);
        message.setSentDate(Date.from(now));
        message.setHeader("Auto-Submitted", "auto-generated");
        var calendar = Optional.ofNullable(calendars.get(mail.template()))
                .map(writer -> writer.write(mail.template(), mail.codes(), address));
        if (calendar.isPresent()) {
            message.setContent(alternatives(text, calendar.get()));
        } else {
            message.setText(text.body(), UTF_8);
        }
        message.saveChanges();
        message.setHeader("Message-ID", "<" + mail.id() + "@tandem>");
        return message;
    }

    private Map<String, String> words(QueuedMail mail, Addressee to, @Nullable String about) {
        var words = new HashMap<>(mail.codes());
        words.put("givenName", to.givenName());
        words.put("link", config.link());
        if (about != null) {
            words.put("about", about);
        }
        var link = mail.codes().get(Links.CODE);
        if (link != null) {
            words.put("token", tenants.callAs(mail.tenant(), () -> links.token(UUID.fromString(link))));
        }
        return words;
    }

    private static MimeMultipart alternatives(MailText text, CalendarPart calendar)
            throws MessagingException, IOException {
        var words = new MimeBodyPart();
        words.setText(text.body(), UTF_8);
        var entry = new MimeBodyPart();
        entry.setDataHandler(new DataHandler(new ByteArrayDataSource(
                calendar.text(), "text/calendar; method=" + calendar.method() + "; charset=UTF-8")));
        return new MimeMultipart("alternative", words, entry);
    }
}
