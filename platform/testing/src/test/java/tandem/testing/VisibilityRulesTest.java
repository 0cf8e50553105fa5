package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.OnlyFor;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/** The rules must be able to fail: each is held against a small resource that breaks it. */
class VisibilityRulesTest {

    record Seat(PersonId person, int number) {}

    record Table(
            String name,
            List<Seat> seats,
            Map<String, Integer> counts,
            @OnlyFor(Roles.PROGRAM_LEAD) @Nullable Seat head) {}

    @Path("/v1/tables")
    static class TableResource {

        @GET
        @RolesAllowed({Roles.PROGRAM_LEAD, Roles.PARTICIPANT})
        @Shows(value = Table.class, of = "whoever sits there")
        Page<Table> marked() {
            return new Page<>(List.of(), null);
        }

        @GET
        @Path("/{id}")
        @RolesAllowed(Roles.PARTICIPANT)
        Table forgotten() {
            throw new UnsupportedOperationException();
        }

        @POST
        @RolesAllowed(Roles.PROGRAM_LEAD)
        Table changed() {
            throw new UnsupportedOperationException();
        }

        @POST
        @Path("/{id}:seat")
        @RolesAllowed(Roles.ANALYST)
        Table changedForMoreRoles() {
            throw new UnsupportedOperationException();
        }

        @GET
        @Path("/machines")
        @RolesAllowed(Roles.SERVICE)
        Table toMachines() {
            throw new UnsupportedOperationException();
        }

        @GET
        @Path("/text")
        @RolesAllowed(Roles.ANALYST)
        String opaque() {
            return "";
        }

        @GET
        @Path("/height")
        @RolesAllowed(Roles.ANALYST)
        @ShowsNobody("furniture")
        String furniture() {
            return "";
        }
    }

    @Test
    void findsEveryMethodThatShowsPeopleAndDoesNotSaySo() {
        var methods = Arrays.asList(TableResource.class.getDeclaredMethods());

        assertThat(VisibilityRules.unmarked(methods))
                .containsExactly(
                        "GET /v1/tables/text (TableResource)",
                        "GET /v1/tables/{id} (TableResource)",
                        "POST /v1/tables/{id}:seat (TableResource)");
    }

    @Test
    void namesFieldsOfFieldsAndLeavesOutWhatTheRoleDoesNotGet() {
        var seen = Exposures.of(TableResource.class);

        assertThat(seen)
                .filteredOn(exposure -> exposure.role().equals(Roles.PARTICIPANT))
                .singleElement()
                .satisfies(exposure -> assertThat(exposure.fields())
                        .containsExactlyInAnyOrder("name", "seats.person", "seats.number", "counts.*"));
        assertThat(seen)
                .filteredOn(exposure -> exposure.role().equals(Roles.PROGRAM_LEAD))
                .singleElement()
                .satisfies(exposure ->
                        assertThat(exposure.fields()).contains("head.person", "head.number", "seats.person"));
    }

    @Test
    void findsAFieldThatIsNotNamedAndANameThatIsNotCarried() {
        var named = List.of("name", "seats.person", "counts.*");
        var person = UUID.randomUUID();
        var carried = VisibilityRules.fields(
                "{\"name\":\"x\",\"seats\":[{\"person\":\"%s\",\"age\":1}],\"head\":null}".formatted(person));

        assertThat(VisibilityRules.unnamed(carried, named)).containsExactly("seats.age");
        assertThat(VisibilityRules.uncarried(carried, named)).containsExactly("counts.*");
    }

    @Test
    void takesAnEmptyListForTheFieldsOfItsItems() {
        var carried = VisibilityRules.fields("{\"seats\":[],\"counts\":{\"a\":1}}");

        assertThat(VisibilityRules.unnamed(carried, Set.of("seats.person", "counts.*")))
                .isEmpty();
        assertThat(VisibilityRules.uncarried(carried, Set.of("seats.person", "counts.*")))
                .isEmpty();
    }
}
