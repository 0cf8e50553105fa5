-- Leaders for whom no provider was eligible, with the reason; an entry goes when a seat is given.
create table waitlist (
    tenant    text        not null,
    programme uuid        not null,
    leader    uuid        not null,
    track     text        not null,
    reason    text        not null,
    since     timestamptz not null,
    primary key (tenant, programme, leader, track)
);
create index on waitlist (tenant, leader);
call tandem.protect('waitlist');
