-- People whose last day was told ahead: nothing new is proposed for them, what runs ends on that day.
create table departures (
    tenant    text not null,
    person    uuid not null,
    leaves_on date not null,
    primary key (tenant, person)
);
create index on departures (leaves_on, tenant);
call tandem.protect('departures');
