//! What is said back, and who may answer it. Pure.

use super::store::PlaybackRow;
use crate::{
    impact::Answers,
    occasions::Occasion,
    tickets::{Access, Belongs, Kind},
    voices::risk_text,
};
use base::{Actor, Language, Time};

db::words! {
    /// What became of what was said back.
    pub enum Answer {
        /// It waits for an answer.
        Open = "open",
        /// Yes, that's it.
        Confirmed = "confirmed",
        /// Not quite.
        Corrected = "corrected",
        /// It was said anew before anybody answered.
        Replaced = "replaced",
    }
}

/// What a ticket's page shows of it.
pub struct Panel {
    /// The newest.
    pub last: Option<PlaybackRow>,
    /// Words to begin with, from the impact statement; empty for those who do not help.
    pub prefill: String,
    /// Whether the reader is asked.
    pub is_asked: bool,
    /// Whether the reader may say it back.
    pub may_write: bool,
    /// Whether it was corrected after the last answers about impact.
    pub offers_impact: bool,
    /// What is on at the place or in the department, now or soon.
    pub near: Vec<Occasion>,
}

/// What is known when somebody sits down to say it back.
pub struct Known<'a> {
    /// Who asked.
    pub requester: &'a str,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What was answered about impact.
    pub answers: &'a Answers,
    /// Where.
    pub place: Option<&'a str>,
    /// Since when, as people say it.
    pub since: &'a str,
    /// What is near, as people say it: "Exam week starts Monday 09:00".
    pub near: Option<&'a str>,
}

/// Longest piece of the person's own words that is said back, in characters.
const QUOTED: usize = 400;

/// The impact statement in plain words for the person it came from: who is stopped, where, since
/// when, what it does to the library, by when it matters, the way round. Markdown.
pub fn prefill(language: &Language, known: &Known<'_>) -> String {
    let Known { answers, .. } = known;
    let name = known.requester.split_whitespace().next().unwrap_or_default();
    let mut lines = vec![language.with("playback-hello", &[("name", name)]), String::new()];
    let mut said: String = answers.words.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.chars().count() > QUOTED {
        said = said.chars().take(QUOTED).collect::<String>() + "…";
    }
    lines.extend([format!("> {said}"), String::new()]);
    let mut point = |text: &str| lines.push(format!("- {text}"));
    let is_stopped = !matches!(known.kind, Kind::ServiceRequest | Kind::Question);
    if is_stopped {
        let place = known.place.unwrap_or_else(|| language.t("place-everywhere"));
        let key = format!("said-{}-{}", answers.scope, answers.who);
        point(&language.with(&key, &[("place", place)]));
        point(&language.with("playback-since", &[("when", known.since)]));
    }
    let hurts = language.t(&format!("said-hurts-{}", answers.hurts)).to_owned();
    match answers.hurts_note.trim_end_matches('.') {
        "" => point(&(hurts + ".")),
        note => point(&language.with("said-hurts-note", &[("hurts", &hurts), ("note", note)])),
    }
    if let Some(near) = known.near {
        point(near);
    }
    for risk in &answers.risks {
        let kind = format!("playback-risk-{}", risk.kind);
        point(&risk_text(language, language.t(&kind), risk));
    }
    if is_stopped {
        point(language.t(&format!("said-workaround-{}", answers.workaround)));
    }
    lines.extend([String::new(), language.t("playback-ask").to_owned()]);
    lines.join("\n")
}

/// Whether somebody may answer: those on the asking side, and not what they said themselves.
pub fn may_answer(actor: &Actor, access: Access, ticket: &Belongs, row: &PlaybackRow) -> bool {
    ticket.is_asked_by(actor, access) && actor.id != Some(row.by_id)
}

/// Whether the impact may need another look: it was corrected after it was answered about.
pub fn offers_impact(row: &PlaybackRow, stated_at: Option<Time>) -> bool {
    let at = row.answered_at.filter(|_| row.answer == Answer::Corrected);
    at.is_some_and(|at| stated_at.is_none_or(|stated| stated < at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::{Hurts, Likelihood, Risk, RiskKind, Scope, Stopped, Workaround};
    use base::{PersonId, language};

    fn answers() -> Answers {
        Answers {
            words: "The machines say\nout of service.".into(),
            scope: Scope::Everyone,
            who: Stopped::Patrons,
            workaround: Workaround::Slow,
            hurts: Hurts::Today,
            hurts_note: "story time at 10:30".into(),
            good_enough: String::new(),
            is_one_place: true,
            risks: vec![Risk {
                kind: RiskKind::Reputation,
                likelihood: Likelihood::Likely,
                consequence: "people turned away".into(),
                bites_on: None,
            }],
        }
    }

    fn known(answers: &Answers, kind: Kind) -> Known<'_> {
        Known {
            requester: "Ann Example",
            kind,
            answers,
            place: Some("Northside"),
            since: "today 10:00",
            near: Some("Exam week starts Monday 09:00."),
        }
    }

    #[test]
    fn it_says_who_where_since_when_what_for_and_the_way_round() {
        let answers = answers();
        let text = prefill(language("en"), &known(&answers, Kind::Incident));
        assert_eq!(
            text,
            "Ann, this is what I understood:\n\n> The machines say out of service.\n\n\
             - All patrons who need it are stopped at Northside.\n\
             - It has been like this since today 10:00.\n\
             - It starts to hurt today: story time at 10:30.\n\
             - Exam week starts Monday 09:00.\n\
             - It could harm the library's good name, likely: people turned away.\n\
             - There is a way round it, but it is slow.\n\n\
             Is that it? Please tell me what I got wrong."
        );
    }

    #[test]
    fn nobody_is_stopped_by_a_question() {
        let answers = answers();
        let text = prefill(language("en"), &known(&answers, Kind::Question));
        assert!(!text.contains("stopped") && !text.contains("way round"), "{text}");
    }

    #[test]
    fn a_long_story_is_not_said_back_whole() {
        let answers = Answers { words: "word ".repeat(1000), ..answers() };
        let text = prefill(language("en"), &known(&answers, Kind::Incident));
        assert!(text.chars().count() < 1000 && text.contains('…'));
    }

    fn row(answer: Answer, at: i64) -> PlaybackRow {
        PlaybackRow {
            id: 1,
            by_id: PersonId(9),
            by_name: "Yusuf".into(),
            words: "All three".into(),
            at: Time::from_micros(1),
            answer,
            correction: String::new(),
            answered_by: None,
            answered_at: Some(Time::from_micros(at)),
        }
    }

    #[test]
    fn nobody_confirms_their_own_words() {
        let ticket = Belongs {
            requester: PersonId(1),
            reporter: PersonId(9),
            department: None,
            team: None,
            assignee: None,
            is_patrons: false,
        };
        let person = |id| Actor { id: Some(PersonId(id)), ..Actor::system() };
        let row = row(Answer::Open, 1);
        assert!(may_answer(&person(1), Access::Own, &ticket, &row));
        assert!(may_answer(&person(1), Access::Work, &ticket, &row), "asked, and works there");
        assert!(!may_answer(&person(9), Access::Work, &ticket, &row), "said it back themselves");
        assert!(!may_answer(&person(3), Access::Work, &ticket, &row));
        assert!(!may_answer(&person(3), Access::Read, &ticket, &row));
    }

    #[test]
    fn a_correction_offers_to_change_the_impact_until_somebody_does() {
        let at = |n| Some(Time::from_micros(n));
        assert!(offers_impact(&row(Answer::Corrected, 5), at(1)));
        assert!(!offers_impact(&row(Answer::Corrected, 5), at(6)));
        assert!(!offers_impact(&row(Answer::Confirmed, 5), at(1)));
    }
}
