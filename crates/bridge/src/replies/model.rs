//! Reading an answer to an invitation (RFC 5546, METHOD:REPLY). Pure. It comes from outside: only what
//! is needed is read, and of no more than a sensible length.

use crate::attendees::Answer;
use base::Time;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Longest calendar that is read, in bytes: an answer is short.
const LONGEST: usize = 100_000;

/// An instant as a calendar says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Exactly.
    At(Time),
    /// By a clock whose name is not known here, as some programs say it.
    Local(DateTime),
    /// A day.
    On(Date),
}

impl Said {
    /// Whether it means this instant, which is kept by the clock of a zone.
    pub fn is(&self, at: Time, zone: &TimeZone) -> bool {
        let there = zone.to_datetime(at.timestamp());
        match self {
            Said::At(said) => *said == at,
            Said::Local(local) => *local == there,
            Said::On(day) => *day == there.date(),
        }
    }
}

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Of the invitation.
    pub uid: String,
    /// Which date of many; none: all of them, or the only one.
    pub date: Option<Said>,
    /// When their calendar has it; some do not say.
    pub starts: Option<Said>,
    /// To which of our letters; some do not say.
    pub sequence: Option<i64>,
    /// Whose answer: an address.
    pub attendee: String,
    /// What.
    pub answer: Answer,
    /// Their words; may be empty.
    pub comment: String,
}

/// A line: its name, its parameters, what it says.
struct Line {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

/// Lines, with what was folded over several put together.
fn lines(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    text.lines().filter_map(line).collect()
}

fn line(text: &str) -> Option<Line> {
    let mut is_quoted = false;
    let at = text.find(|c| {
        is_quoted ^= c == '"';
        c == ':' && !is_quoted
    })?;
    let (head, value) = (&text[..at], &text[at + 1..]);
    let mut parts = Vec::new();
    let mut part = String::new();
    for c in head.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => parts.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    parts.push(part);
    let name = parts.first()?.trim().to_uppercase();
    let parameter = |part: &String| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_uppercase(), value.to_owned()))
    };
    let parameters = parts.iter().skip(1).filter_map(parameter).collect();
    Some(Line { name, parameters, value: value.trim().to_owned() })
}

impl Line {
    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn said(&self) -> Option<Said> {
        let text = self.value.as_str();
        if text.len() == 8 {
            return Date::strptime("%Y%m%d", text).ok().map(Said::On);
        }
        if let Some(utc) = text.strip_suffix('Z') {
            let local = DateTime::strptime("%Y%m%dT%H%M%S", utc).ok()?;
            return TimeZone::UTC.to_timestamp(local).ok().map(|at: Timestamp| Said::At(at.into()));
        }
        let local = DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?;
        let zone = self.parameter("TZID").and_then(|name| TimeZone::get(name).ok());
        let at = zone.and_then(|zone| zone.to_ambiguous_timestamp(local).compatible().ok());
        Some(at.map_or(Said::Local(local), |at| Said::At(at.into())))
    }
}

fn plain(value: &str) -> String {
    let text = value.replace("\\n", " ").replace("\\N", " ").replace('\\', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn address(value: &str) -> String {
    let at = value.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    value[at.map_or(0, str::len)..].trim().to_lowercase()
}

/// The answer in a calendar; none: it is no answer to an invitation, or one of several at once.
pub fn read(calendar: &str) -> Option<Reply> {
    if calendar.len() > LONGEST {
        return None;
    }
    let all = lines(calendar);
    let is_reply = |one: &Line| one.name == "METHOD" && one.value.eq_ignore_ascii_case("REPLY");
    if !all.iter().any(is_reply) {
        return None;
    }
    let is_event =
        |one: &Line, name: &str| one.name == name && one.value.eq_ignore_ascii_case("VEVENT");
    let begin = all.iter().position(|one| is_event(one, "BEGIN"))?;
    let end = begin + all[begin..].iter().position(|one| is_event(one, "END"))?;
    let event = &all[begin..end];
    let find = |name: &str| event.iter().find(|one| one.name == name);
    let mut attendees = event.iter().filter(|one| one.name == "ATTENDEE");
    let (attendee, more) = (attendees.next()?, attendees.next());
    if more.is_some() {
        return None;
    }
    let answer = match attendee.parameter("PARTSTAT")?.to_uppercase().as_str() {
        "ACCEPTED" => Answer::Coming,
        "TENTATIVE" => Answer::Maybe,
        "DECLINED" => Answer::Cannot,
        _ => return None,
    };
    Some(Reply {
        uid: find("UID")?.value.clone(),
        date: find("RECURRENCE-ID").map(Line::said).unwrap_or_default(),
        starts: find("DTSTART").map(Line::said).unwrap_or_default(),
        sequence: find("SEQUENCE").and_then(|one| one.value.parse().ok()),
        attendee: address(&attendee.value),
        answer,
        comment: find("COMMENT").map(|one| plain(&one.value)).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLY: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VTIMEZONE\r\n\
        TZID:Australia/Melbourne\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nEND:STANDARD\r\n\
        END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:abc@desk.example\r\nSEQUENCE:2\r\n\
        DTSTART;TZID=\"Australia/Melbourne\":20261208T100000\r\n\
        RECURRENCE-ID;TZID=Australia/Melbourne:20261208T100000\r\n\
        ATTENDEE;PARTSTAT=DECLINED;CN=\"Ann: at the desk; really\":MAILTO:Ann@libr\r\n ary.example\r\n\
        COMMENT:I am on leave\\, sorry\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn at(text: &str) -> Time {
        text.parse::<Timestamp>().unwrap().into()
    }

    #[test]
    fn an_answer_is_read_as_calendars_write_it() {
        let reply = read(REPLY).unwrap();
        assert_eq!(reply.uid, "abc@desk.example");
        assert_eq!(reply.attendee, "ann@library.example");
        assert_eq!(reply.answer, Answer::Cannot);
        assert_eq!(reply.comment, "I am on leave, sorry");
        assert_eq!(reply.sequence, Some(2));
        assert_eq!(reply.date, Some(Said::At(at("2026-12-07T23:00:00Z"))));
        assert_eq!(reply.starts, reply.date, "not that of the time zone");
        let bare = read(&REPLY.replace("\r\n", "\n").replace("SEQUENCE:2\n", "")).unwrap();
        assert_eq!((bare.sequence, bare.answer), (None, Answer::Cannot));
    }

    #[test]
    fn a_date_is_known_however_it_is_said() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let slot = at("2026-12-07T23:00:00Z");
        for said in [
            ":20261207T230000Z",
            ";TZID=AUS Eastern Standard Time:20261208T100000",
            ";VALUE=DATE:20261208",
        ] {
            let text = REPLY.replace(";TZID=Australia/Melbourne:20261208T100000", said);
            assert!(read(&text).unwrap().date.unwrap().is(slot, &zone), "{said}");
        }
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for (from, to) in [
            ("METHOD:REPLY", "METHOD:COUNTER"),
            ("METHOD:REPLY", "METHOD:REQUEST"),
            ("DECLINED", "NEEDS-ACTION"),
            ("BEGIN:VEVENT", "BEGIN:VTODO"),
            ("COMMENT:", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@library.example\r\nCOMMENT:"),
            ("ATTENDEE", "X-ATTENDEE"),
            ("UID:", "X-UID:"),
        ] {
            assert_eq!(read(&REPLY.replace(from, to)), None, "{to}");
        }
        for text in ["", ":", "METHOD:REPLY", "\n \n\t", "é;=\":"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"METHOD:REPLY\n".repeat(20_000)), None);
    }
}
