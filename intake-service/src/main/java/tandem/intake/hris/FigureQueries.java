package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.intake.people.BlindKey;
import tandem.runtime.tenant.Tenants;

/** Whether figures may be passed on: one statement however many there are. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class FigureQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    FigureQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Those of the programmes that exist. */
    Set<UUID> existing(Collection<UUID> programmes) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from programme where tenant = :tenant and id = any(:programmes)")
                .bind("tenant", tenants.current())
                .bind("programmes", programmes.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .set());
    }

    /**
     * The employees of the batch with what is allowed. The consent rows stay locked until the figures are written, so a withdrawal
     * comes either before them, and they are refused, or after them on the topic too.
     */
    List<Subject> subjects(Collection<BlindKey> employees) {
        if (employees.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with allowed as materialized (
                            select c.person
                              from consent c
                              join person p on p.tenant = c.tenant and p.id = c.person
                             where c.tenant = :tenant and c.purpose = 'IMPACT' and c.granted
                               and p.employee_index = any(:employees)
                             order by c.person
                               for share of c)
                        select p.employee_index, p.id as person, (a.person is not null) as allowed,
                               array(select t.programme from participation t
                                      where t.tenant = p.tenant and t.person = p.id) as programmes
                          from person p
                          left join allowed a on a.person = p.id
                         where p.tenant = :tenant and p.employee_index = any(:employees)""")
                .bind("tenant", tenants.current())
                .bind("employees", employees.stream().map(BlindKey::bytes).toArray(byte[][]::new))
                .map((row, context) -> new Subject(
                        new BlindKey(row.getBytes("employee_index")),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getBoolean("allowed"),
                        List.of((UUID[]) row.getArray("programmes").getArray())))
                .list());
    }

    /** An employee a figure is about, whether IMPACT holds, and the programmes they take or took part in. */
    record Subject(BlindKey employee, PersonId person, boolean allowed, List<UUID> programmes) {}
}
