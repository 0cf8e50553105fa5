package tandem.simulator.play;

import tandem.local.Service;
import tandem.simulator.client.Api;
import tandem.simulator.client.CalendarPort;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Desk;
import tandem.simulator.client.EventPort;
import tandem.simulator.client.FilePort;
import tandem.simulator.client.People;
import tandem.simulator.client.Receipts;
import tandem.simulator.client.ScimPort;
import tandem.simulator.client.ScimPort.Dialect;

/**
 * Who acts for one tenant beside its leaders and providers: three machines and the people of the realm, each with tokens of their own.
 */
public record Cast(
        String tenant,
        EventPort hr,
        ScimPort entra,
        ScimPort okta,
        FilePort files,
        EventPort delivery,
        EventPort calendarStream,
        CalendarPort calendars,
        Desk lead,
        Desk secondLead,
        Desk operations,
        Desk hrPartner,
        Desk dataProtection,
        Caller analyst,
        Caller steering) {

    /** The login names of the realm's people of a tenant. */
    public record Logins(
            String lead,
            String secondLead,
            String operations,
            String hrPartner,
            String dataProtection,
            String analyst,
            String steering) {
        public static final Logins ACME = new Logins(
                "ada-lead", "bo-lead", "cleo-operations", "dan-hr", "gus-privacy", "finn-analyst", "eve-steering");
        public static final Logins GLOBEX = new Logins(
                "hana-lead", "ivo-lead", "jo-operations", "kai-hr", "noa-privacy", "max-analyst", "lia-steering");
    }

    public static Cast of(String tenant, Logins logins, Api api, People people, Receipts receipts) {
        var hris = api.as(people.machine(tenant + "-hris"));
        var calendar = api.as(people.machine(tenant + "-calendar"));
        return new Cast(
                tenant,
                new EventPort(hris, Service.INTAKE, tenant, receipts),
                new ScimPort(hris, Dialect.ENTRA, tenant, receipts),
                new ScimPort(hris, Dialect.OKTA, tenant, receipts),
                new FilePort(hris, tenant, receipts),
                new EventPort(api.as(people.machine(tenant + "-delivery")), Service.INTAKE, tenant, receipts),
                new EventPort(calendar, Service.SESSION, tenant, receipts),
                new CalendarPort(calendar),
                new Desk(api.as(people.person(logins.lead()))),
                new Desk(api.as(people.person(logins.secondLead()))),
                new Desk(api.as(people.person(logins.operations()))),
                new Desk(api.as(people.person(logins.hrPartner()))),
                new Desk(api.as(people.person(logins.dataProtection()))),
                api.as(people.person(logins.analyst())),
                api.as(people.person(logins.steering())));
    }
}
