-- Wins a leader chose to show, in codes. Nobody sees one before the leader allows it under RECOGNITION, and it goes when that goes.
create table recognitions (
    tenant     text        not null,
    id         uuid        not null,
    programme  uuid        not null,
    leader     uuid        not null,
    win        text        not null,
    entered_at timestamptz not null,
    primary key (tenant, id)
);
create index on recognitions (tenant, programme, id);
create index on recognitions (tenant, leader);
call tandem.protect('recognitions');
