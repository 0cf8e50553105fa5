package tandem.session.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.rule.ContentLink;

/** The list of content of a programme: curated by those who run it, opened by those who take part. */
@ApplicationScoped
public class ContentService {

    private static final int ITEMS_MAX = 200;

    private final ContentItems items;
    private final Participation participation;
    private final ProgrammeTerms programmes;

    ContentService(ContentItems items, Participation participation, ProgrammeTerms programmes) {
        this.items = items;
        this.participation = participation;
        this.programmes = programmes;
    }

    @Transactional
    public UUID list(ProgrammeId programme, String title, String link, String topic, ContentLevel level) {
        programmes.requireKnown(programme);
        if (!ContentLink.isFit(link)) {
            throw new Refused(NetworkProblems.LINK_REFUSED, "An address of https, with a host and without a user");
        }
        if (items.count(programme) >= ITEMS_MAX) {
            throw new Refused(NetworkProblems.LIST_FULL, "At most " + ITEMS_MAX + "; withdraw what is not read");
        }
        var id = Ids.next();
        items.add(id, programme, new ContentItems.Item(title, link, topic, level));
        return id;
    }

    /** Counts one more opening, of nobody in particular, and answers the link. */
    @Transactional
    public String open(PersonId by, UUID id) {
        var opened = items.open(id);
        if (!participation.isIn(opened.programme(), by)) {
            throw ContentItems.unknown();
        }
        return opened.link();
    }

    @Transactional
    public void withdraw(UUID id) {
        items.withdraw(id);
    }
}
