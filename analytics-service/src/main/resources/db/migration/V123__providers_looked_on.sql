-- The last day on which the providers of a pilot were held to the continuation gate (R99).
alter table pilots add column providers_looked_on date;
