//! The frame around every page, and the words and times on it.

use base::jiff_tz::TimeZone;
use base::{
    Actor, App, Language, Problem, Problems, Right, Time, age, day_in_words, moment, size,
    stored_in_words, stored_time, when,
};

/// Problems whose words fit any question: a list of them has to say which one is meant.
const FITS_ANY_QUESTION: [&str; 5] = [
    "problem-empty",
    "problem-too-long",
    "problem-choose",
    "problem-changed-field",
    "problem-emptied-field",
];

/// One step of the path above a page's heading.
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
}

/// Something that waits for the reader, as a link in the bar.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where it leads.
    pub href: &'static str,
    /// What it says: a message that takes `n`.
    pub key: &'static str,
    /// How many there are.
    pub count: i64,
}

/// What the frame needs; every page template has one as `page`.
pub struct Page {
    /// The reader's language.
    pub language: &'static Language,
    /// The reader's time zone.
    pub zone: TimeZone,
    /// The time the page was made.
    pub now: Time,
    /// What the tab says before the product's name.
    pub title: String,
    /// The organisation.
    pub organisation: String,
    /// Whether single letters are keys for the reader.
    pub is_using_keys: bool,
    /// The reader's name; empty when nobody is signed in.
    pub name: String,
    /// The rights the bar's links depend on.
    rights: Vec<Right>,
    path: String,
    said: String,
    /// The row of the reader; empty when nobody is signed in.
    pub person: String,
    /// What waits for the reader; empty: nothing.
    pub waiting: Vec<Waiting>,
}

impl Page {
    /// A frame.
    pub fn new(
        app: &App,
        actor: Option<&Actor>,
        language: &'static Language,
        title: String,
    ) -> Self {
        let zone = actor.map(|a| a.zone.clone());
        Page {
            language,
            zone: zone.unwrap_or_else(|| app.config.time_zone()),
            now: app.now(),
            title,
            organisation: app.config.name.clone(),
            name: actor.map(|a| a.name.clone()).unwrap_or_default(),
            is_using_keys: actor.is_none_or(|actor| actor.is_using_keys),
            rights: actor.map(Actor::rights).unwrap_or_default(),
            path: String::new(),
            said: String::new(),
            person: actor.and_then(|a| a.id).map(|id| id.to_string()).unwrap_or_default(),
            waiting: Vec::new(),
        }
    }

    pub(crate) fn at(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    /// What was just done, as the last part of a `said-` message.
    pub fn saying(mut self, said: &str) -> Self {
        said.clone_into(&mut self.said);
        self
    }

    /// A message without arguments.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.language.t(key)
    }

    /// A message chosen by a prefix and a word: `state-` and `open`.
    pub fn word(&self, prefix: &str, word: impl std::fmt::Display) -> String {
        self.language.t(&format!("{prefix}{word}")).to_owned()
    }

    /// A message with one argument.
    pub fn with(&self, key: &str, name: &str, value: impl std::fmt::Display) -> String {
        self.language.with(key, &[(name, &value.to_string())])
    }

    /// A message with two arguments.
    pub fn with2(
        &self,
        key: &str,
        name: &str,
        value: impl std::fmt::Display,
        name2: &str,
        value2: impl std::fmt::Display,
    ) -> String {
        self.language.with(key, &[(name, &value.to_string()), (name2, &value2.to_string())])
    }

    /// What is wrong with a field, if anything is.
    pub fn problem(&self, problems: &Problems, field: impl AsRef<str>) -> Option<String> {
        let field = field.as_ref();
        problems.0.iter().find(|p| p.field == field).map(|p| self.problem_text(p))
    }

    /// Whether it is asked if digits in this field are a card number.
    pub fn asks_about_card(&self, problems: &Problems, field: impl AsRef<str>) -> bool {
        problems.0.iter().any(|p| p.field == field.as_ref() && p.key == "problem-card")
    }

    /// A problem in words.
    pub fn problem_text(&self, problem: &Problem) -> String {
        let args: Vec<_> = problem.args.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.language.with(problem.key, &args)
    }

    /// A problem in the list above a form, where it also has to say which question it is about.
    pub fn problem_in_summary(&self, problem: &Problem) -> String {
        let text = self.problem_text(problem);
        if !FITS_ANY_QUESTION.contains(&problem.key) {
            return text;
        }
        match self.language.plain(&format!("asked-{}", problem.field)) {
            Some(asked) => format!("{asked} {text}"),
            None => text,
        }
    }

    /// A problem in the list above a form, after the label that its field has there.
    pub fn problem_under<'a>(
        &self,
        problem: &Problem,
        labels: impl AsRef<[(&'a str, &'a str)]>,
    ) -> String {
        let mut labels = labels.as_ref().iter();
        let Some((_, key)) = labels.find(|(field, _)| *field == problem.field) else {
            return self.problem_in_summary(problem);
        };
        let label = self.t(key);
        let colon = if label.ends_with(['?', ':', '.', '!']) { "" } else { ":" };
        format!("{label}{colon} {}", self.problem_text(problem))
    }

    /// "tomorrow 09:00".
    pub fn when(&self, at: &Time) -> String {
        when(self.language, &self.zone, self.now, *at)
    }

    /// "15 October, 06:40": as `when`, with the clock however long ago it is.
    pub fn moment(&self, at: &Time) -> String {
        moment(self.language, &self.zone, self.now, *at)
    }

    /// "3 May 2026", there where the reader is.
    pub fn day(&self, at: &Time) -> String {
        day_in_words(self.language, self.zone.to_datetime(at.timestamp()).date())
    }

    /// "12 min", from then until now.
    pub fn age(&self, at: &Time) -> String {
        age(self.language, self.now.seconds_since(*at))
    }

    /// "10:12:15": the clock to the second, for what happens in a moment.
    pub fn second(&self, at: &Time) -> String {
        self.zone.to_datetime(at.timestamp()).strftime("%H:%M:%S").to_string()
    }

    /// The exact local time, for the title of a `<time>`.
    pub fn exact(&self, at: &Time) -> String {
        self.zone.to_datetime(at.timestamp()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// What an event stores, for the reader: words of the field and times as people say them.
    pub fn told(&self, stored: &str) -> String {
        match stored_time(stored) {
            Some(at) => self.exact(&at),
            None => stored_in_words(self.language, stored),
        }
    }

    /// Whether this time has passed.
    pub fn is_past(&self, at: &Time) -> bool {
        *at < self.now
    }

    /// "2.3 MB".
    pub fn size(&self, bytes: &i64) -> String {
        size(self.language, u64::try_from(*bytes).unwrap_or_default())
    }

    /// Whether the reader works on tickets.
    pub fn is_agent(&self) -> bool {
        self.rights.contains(&Right::Work)
    }

    /// Whether the reader sees a department's tickets.
    pub fn is_contact(&self) -> bool {
        self.rights.contains(&Right::SeeDepartment)
    }

    /// Whether the reader runs Footbridge.
    pub fn is_administrator(&self) -> bool {
        let administration = [
            Right::ManagePeople,
            Right::ManageOrganisation,
            Right::KeepChecks,
            Right::SeeAudit,
            Right::ManageJobs,
        ];
        administration.iter().any(|right| self.rights.contains(right))
    }

    /// Whether the reader hears how it felt, and can do something about it.
    pub fn hears(&self) -> bool {
        self.may(&Right::HearFelt)
    }

    /// Whether the reader may do this at all.
    pub fn may(&self, right: &Right) -> bool {
        self.rights.contains(right)
    }

    /// Whether the page is this one or below it, for the bar.
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path || (path != "/" && self.path.starts_with(&format!("{path}/")))
    }

    /// How much the reader has not read of what they were told here.
    pub fn unread(&self) -> i64 {
        let news = self.waiting.iter().find(|waiting| waiting.href == "/notifications");
        news.map_or(0, |waiting| waiting.count)
    }

    /// Whether the page stays up to date by itself. The report form is also for when there is no
    /// network, and is left alone.
    pub fn is_live(&self) -> bool {
        !self.name.is_empty() && !self.is_at("/report")
    }

    /// What was just done, in words.
    pub fn said(&self) -> Option<&str> {
        if self.said.is_empty() {
            return None;
        }
        let key = format!("said-{}", self.said);
        self.language.plain(&key)
    }

    /// Whether this was just done.
    pub fn is_saying(&self, said: &str) -> bool {
        self.said == said
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        crate::asset(name)
    }
}
