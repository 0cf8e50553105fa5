package tandem.session.indicator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.indicator.Vocabulary.Kind;

/** The vocabulary of a programme: what is shipped and what it added. */
@ApplicationScoped
public class VocabularyService {

    private static final int ADDED_MAX = 40;

    private final VocabularyCatalog catalog;
    private final VocabularyTerms terms;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    VocabularyService(
            VocabularyCatalog catalog, VocabularyTerms terms, @ProgrammeTime Clock clock, ProgrammeTerms programmes) {
        this.catalog = catalog;
        this.terms = terms;
        this.clock = clock;
        this.programmes = programmes;
    }

    @Transactional
    public Vocabulary vocabulary(ProgrammeId programme) {
        programmes.requireKnown(programme);
        return of(programme);
    }

    private Vocabulary of(ProgrammeId programme) {
        return catalog.shipped().with(terms.of(programme, Kind.TOPIC), terms.of(programme, Kind.ACTION));
    }

    /** Refuses codes the programme does not know: there is no other way to say what was talked about. */
    @Transactional
    public Vocabulary require(ProgrammeId programme, Kind kind, Collection<String> codes) {
        var vocabulary = of(programme);
        vocabulary.unknown(kind, codes).ifPresent(_ -> {
            throw new Refused(
                    IndicatorProblems.UNKNOWN_CODE, "See the vocabulary of the programme, " + vocabulary.version());
        });
        return vocabulary;
    }

    /** Adds a code for good; one that is there stays as it is. */
    @Transactional
    public void extend(ProgrammeId programme, Kind kind, String code) {
        programmes.requireKnown(programme);
        if (of(programme).unknown(kind, List.of(code)).isEmpty()) {
            return;
        }
        if (terms.of(programme, kind).size() >= ADDED_MAX) {
            throw new Refused(
                    IndicatorProblems.VOCABULARY_FULL, "A programme adds at most " + ADDED_MAX + " of a kind");
        }
        terms.add(programme, kind, code, clock.instant());
    }
}
