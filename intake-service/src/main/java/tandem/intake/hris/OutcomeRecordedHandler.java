package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.HrInput.OutcomeRecorded;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** Outcomes of people who allow IMPACT. */
@ApplicationScoped
class OutcomeRecordedHandler implements InboundHandler<OutcomeRecorded> {

    private final FigureService service;

    OutcomeRecordedHandler(FigureService service) {
        this.service = service;
    }

    @Override
    public Class<OutcomeRecorded> type() {
        return OutcomeRecorded.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.HRIS);
    }

    @Override
    public List<Verdict> apply(List<Inbound<OutcomeRecorded>> events) {
        return service.outcomes(events);
    }
}
