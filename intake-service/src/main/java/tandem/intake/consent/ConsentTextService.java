package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import tandem.intake.consent.ConsentTexts.Text;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Publishes the texts people are shown. */
@ApplicationScoped
class ConsentTextService {

    private final ConsentTexts texts;
    private final Clock clock;

    ConsentTextService(ConsentTexts texts, @ProgrammeTime Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** True when the text is new; the same again is no news, and other words under the same name are refused. */
    @Transactional
    boolean publish(Text text, String by) {
        if (texts.add(text, clock.instant(), by)) {
            return true;
        }
        var published = texts.find(text.purpose(), text.version(), text.language());
        if (published.filter(shown -> shown.sha256().equals(text.sha256())).isEmpty()) {
            throw new Refused(ConsentProblems.TEXT_FIXED, "Give the new wording a version of its own");
        }
        return false;
    }
}
