-- Seats of the network layer: who took one, and how soon it takes place.
create table network_seats (
    tenant     text        not null,
    gathering  uuid        not null,
    person     uuid        not null,
    programme  uuid        not null,
    kind       text        not null,
    taken_at   timestamptz not null,
    starts_at  timestamptz not null,
    known_from timestamptz not null,
    known_to   timestamptz not null default 'infinity',
    primary key (tenant, gathering, person, known_to)
);
create index network_seats_person on network_seats (tenant, person);
call tandem.protect('network_seats');
