package tandem.verify.faults;

import java.util.ArrayList;
import java.util.List;
import tandem.local.Service;

/** Asks, as one tenant, for what belongs to the other (I7). */
final class TenantProbe {

    private TenantProbe() {}

    static List<String> look(Arena arena) {
        var findings = new ArrayList<String>();
        for (var asking : arena.stages()) {
            for (var asked : arena.stages()) {
                if (!asking.tenant().equals(asked.tenant())) {
                    for (var path : List.of(
                            "/v1/programmes/" + asked.programme(), "/v1/programmes/" + asked.programme() + "/funnel")) {
                        var answer = arena.api().as(arena.lead(asking)).get(Service.INTAKE, path);
                        if (answer.status() != 404 && answer.status() != 403) {
                            findings.add("I7: %s got %d for a programme of %s"
                                    .formatted(asking.tenant(), answer.status(), asked.tenant()));
                        }
                    }
                }
            }
        }
        return findings;
    }
}
