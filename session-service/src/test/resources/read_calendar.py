"""Reads mails and calendars as a program of other people does: with the icalendar library and the mail parser of Python.

Standard input is a JSON list of {"mail": text} or {"calendar": text}; standard output a JSON list of what each says. Times are in UTC;
the occurrences of a series are found twice, by the name of its zone and by the VTIMEZONE that comes with it.
"""

import email
import email.policy
import json
import sys
from datetime import timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar


def utc(time):
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def zones(calendar):
    return {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}


def at(local, zone):
    return zone.localize(local) if hasattr(zone, "localize") else local.replace(tzinfo=zone)


def occurrences(event, defined):
    start = event["DTSTART"]
    if "RRULE" not in event:
        return [utc(start.dt)], [utc(start.dt)]
    name = start.params["TZID"]
    times = list(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start.dt.replace(tzinfo=None)))
    return [utc(at(time, ZoneInfo(name))) for time in times], [utc(at(time, defined[name])) for time in times]


def read_event(event, defined):
    by_name, by_definition = occurrences(event, defined)
    return {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "start": utc(event["DTSTART"].dt),
        "end": utc(event["DTEND"].dt),
        "original": utc(event["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in event else None,
        "status": str(event["STATUS"]) if "STATUS" in event else None,
        "title": str(event["SUMMARY"]),
        "organizer": str(event["ORGANIZER"]) if "ORGANIZER" in event else None,
        "attendees": [
            {"address": str(one), "answer": one.params.get("PARTSTAT")} for one in listed(event.get("ATTENDEE"))
        ],
        "occurrences": by_name,
        "defined": by_definition,
    }


def read_calendar(text):
    calendar = Calendar.from_ical(text)
    defined = zones(calendar)
    return {
        "method": str(calendar["METHOD"]) if "METHOD" in calendar else None,
        "errors": [str(error) for part in calendar.walk() for error in getattr(part, "errors", [])],
        "events": [read_event(event, defined) for event in calendar.walk("VEVENT")],
    }


def read_mail(text):
    message = email.message_from_string(text, policy=email.policy.default)
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    return read_calendar(part.get_content()) | {"declared": part["Content-Type"].params.get("method")}


json.dump(
    [read_mail(one["mail"]) if "mail" in one else read_calendar(one["calendar"]) for one in json.load(sys.stdin)],
    sys.stdout,
)
