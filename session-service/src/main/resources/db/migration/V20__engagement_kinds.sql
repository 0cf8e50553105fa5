-- Peers and reverse mentors meet like everybody else, and sponsor nobody (R21).
alter table engagements add column kind text not null default 'STANDARD';
