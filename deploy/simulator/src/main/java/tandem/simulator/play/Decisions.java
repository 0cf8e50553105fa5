package tandem.simulator.play;

import java.util.ArrayList;
import java.util.List;
import tandem.events.Pathway;
import tandem.events.ProgrammeId;
import tandem.local.Service;
import tandem.simulator.client.Desk;

/** Which service was decided for each leader of a programme. */
record Decisions(Desk lead) {

    List<Pathway> pathways(ProgrammeId programme) {
        var pathways = new ArrayList<Pathway>();
        var answer = lead.caller()
                .get(Service.INTAKE, "/v1/decisions?limit=200&programme=" + programme)
                .expect(200);
        answer.rows()
                .forEach(decision ->
                        pathways.add(Pathway.valueOf(decision.path("pathway").asText())));
        return pathways;
    }
}
