//! The statement in words: what the library said, and how IT reads it.

use crate::impact::{Answers, Risk, Scope, Stopped, Together, Weight};
use base::Language;

/// One statement, twice.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    /// What the person said, as a paragraph to check.
    pub said: Vec<String>,
    /// How IT reads it, in the field's terms.
    pub read: Vec<String>,
    /// "Priority 2, high".
    pub priority: String,
    /// "Impact 2 × urgency 1 = priority 2, high, because ..."
    pub sum: String,
}

/// Puts a statement in both voices. `service` and `place` are names; either may be missing.
pub fn voices(
    language: &Language,
    answers: &Answers,
    weight: &Weight,
    kind: &str,
    service: Option<&str>,
    place: Option<&str>,
) -> Voices {
    let (scope, who) = (answers.scope, answers.who);
    let everywhere = language.t("place-everywhere");
    let where_ = place.unwrap_or(everywhere);
    let mut said = vec![answers.words.clone()];
    // nobody was asked who is stopped where nothing has stopped
    let is_stopped = !["service_request", "question"].contains(&kind);
    if is_stopped {
        said.push(language.with(&format!("said-{scope}-{who}"), &[("place", where_)]));
        said.push(language.t(&format!("said-workaround-{}", answers.workaround)).to_owned());
    }
    let hurts = language.t(&format!("said-hurts-{}", answers.hurts)).to_owned();
    said.push(match answers.hurts_note.trim_end_matches('.') {
        "" => hurts + ".",
        note => language.with("said-hurts-note", &[("hurts", &hurts), ("note", note)]),
    });
    if !answers.good_enough.is_empty() {
        let note = answers.good_enough.trim_end_matches('.');
        said.push(language.with("said-good-enough", &[("note", note)]));
    }
    let service = service.unwrap_or_else(|| language.t("service-unknown"));
    let mut read = vec![
        language.t(&format!("kind-{kind}")).to_owned() + ".",
        language.with("read-where", &[("service", service), ("place", where_)]),
    ];
    if is_stopped {
        read.push(language.t(&format!("read-{scope}-{who}")).to_owned());
        read.push(language.t(&format!("read-workaround-{}", answers.workaround)).to_owned());
    }
    read.push(language.t(&format!("read-hurts-{}", answers.hurts)).to_owned());
    for risk in &answers.risks {
        said.push(risk_text(language, language.t(&format!("said-risk-{}", risk.kind)), risk));
        read.push(risk_text(language, language.t(&format!("read-risk-{}", risk.kind)), risk));
    }
    let (number, word) = (weight.priority().number(), weight.priority());
    let word = language.t(&format!("priority-{word}")).to_lowercase();
    let priority =
        language.with("priority-line", &[("number", &number.to_string()), ("word", &word)]);
    let together = weight.together.map(|all| together(language, all));
    if let Some(all) = &together {
        said.push(language.with("said-together", &[("all", all)]));
        read.push(language.with("read-together", &[("all", all)]));
    }
    let said_so = together.map(|all| language.with("why-together", &[("all", &all)]));
    let reasons: Vec<_> = [weight.impact_reason, weight.urgency_reason]
        .iter()
        .chain(&weight.adjustments)
        .map(|key| language.t(key))
        .chain(said_so.as_deref())
        .collect();
    let sum = language.with(
        "priority-sum",
        &[
            ("impact", &weight.impact.to_string()),
            ("urgency", &weight.urgency.to_string()),
            ("number", &number.to_string()),
            ("word", &word),
            ("reasons", &listed(language, &reasons)),
        ],
    );
    Voices { said, read, priority, sum }
}

/// "four people at three places".
pub fn together(language: &Language, all: Together) -> String {
    let people = language.count("count-people", all.people as i64);
    let places = language.count("count-places", all.places as i64);
    language.with("count-together", &[("people", &people), ("places", &places)])
}

/// "a", "a and b", "a, b and c".
fn listed(language: &Language, parts: &[&str]) -> String {
    match parts {
        [first @ .., last] if !first.is_empty() => {
            language.with("list-and", &[("first", &first.join(", ")), ("last", last)])
        }
        _ => parts.join(", "),
    }
}

/// One risk as a sentence that begins with what kind it is, in words.
pub(crate) fn risk_text(language: &Language, kind: &str, risk: &Risk) -> String {
    let likelihood = language.t(&format!("likelihood-{}", risk.likelihood)).to_owned();
    let mut text = language.with("risk-line", &[("kind", kind), ("likelihood", &likelihood)]);
    if let Some(on) = risk.bites_on {
        let date = base::day_in_words(language, on);
        text += &language.with("risk-from", &[("date", &date)]);
    }
    match risk.consequence.as_str() {
        "" => text + ".",
        consequence => format!("{text}: {}", consequence.trim_end_matches('.')) + ".",
    }
}

/// Something true to tell patrons while they are stopped: `news` says when more is expected.
pub fn for_patrons(
    language: &Language,
    answers: &Answers,
    service: Option<&str>,
    news: Option<&str>,
) -> Option<String> {
    if answers.who == Stopped::Staff {
        return None;
    }
    let mut way = language.t(&format!("patrons-way-{}", answers.workaround)).to_owned();
    if let Some(when) = news {
        way = format!("{} {way}", language.with("patrons-news", &[("when", when)]));
    }
    Some(match service {
        Some(service) => language.with("patrons-say", &[("service", service), ("way", &way)]),
        None => language.with("patrons-something", &[("way", &way)]),
    })
}

/// Who is stopped and where, for one line of the queue: "All patrons, Northside".
pub fn stopped_in_short(language: &Language, answers: &Answers, place: Option<&str>) -> String {
    let who = language.t(&format!("short-{}-{}", answers.scope, answers.who)).to_owned();
    match place {
        Some(place) => format!("{who}, {place}"),
        None if answers.scope == Scope::Everyone => {
            format!("{who}, {}", language.t("place-everywhere-short"))
        }
        None => who,
    }
}
