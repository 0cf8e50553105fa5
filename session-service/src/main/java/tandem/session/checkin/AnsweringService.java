package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.failure.Work;
import tandem.runtime.link.LinkToken;
import tandem.runtime.link.Links;
import tandem.runtime.problem.Refused;

/** Takes answers, from people with an account and from those who have nothing but a link. */
@ApplicationScoped
public class AnsweringService {

    private final Invitees invitees;
    private final CheckIns checkIns;
    private final CheckInPlans plans;
    private final AnswerBook book;
    private final Links links;
    private final TellingService telling;
    private final Work work;

    AnsweringService(
            Invitees invitees,
            CheckIns checkIns,
            CheckInPlans plans,
            AnswerBook book,
            Links links,
            TellingService telling,
            Work work) {
        this.invitees = invitees;
        this.checkIns = checkIns;
        this.plans = plans;
        this.book = book;
        this.links = links;
        this.telling = telling;
        this.work = work;
    }

    /** One side of the engagement answers. */
    @Transactional
    public void answer(PersonId by, CheckInId checkIn, Map<String, Integer> answers) {
        take(invitees.find(checkIn, by).orElseThrow(CheckIn::unknown), answers);
    }

    /** Somebody without an account answers, once; a repeated click changes nothing. */
    public void answer(String token, Map<String, Integer> answers) {
        var link = LinkToken.require(token);
        work.inTransaction(link.tenant(), () -> {
            var spent = links.spend(link, OpeningService.FORM, new TreeMap<>(answers).toString());
            if (!spent.isRepeated()) {
                take(invitees.get(spent.subject()), answers);
            }
            return spent;
        });
    }

    private void take(Invitee invitee, Map<String, Integer> answers) {
        var checkIn = checkIns.lock(invitee.checkIn());
        checkIn.checkOpen();
        if (!plans.definitionOf(checkIn).takes(answers)) {
            throw new Refused(CheckInProblems.FAULTY, "Answer at least one of the questions, each on its own scale");
        }
        invitee.answer();
        book.add(checkIn, invitee.role(), answers);
        // what raters say is told when the check-in closes: told one by one it would say who
        if (invitee.role() != Respondent.RATER) {
            telling.tell(checkIn, invitee.role(), List.of(answers));
        }
    }
}
