-- The right to fetch once what is held about oneself. Nothing of it lies here: the bundle is written when it is fetched.
create table export_ticket (
    tenant     text        not null,
    id         uuid        not null,
    person     uuid        not null,
    expires_at timestamptz not null,
    primary key (tenant, id)
);
create index export_ticket_person on export_ticket (tenant, person);
call tandem.protect('export_ticket');
