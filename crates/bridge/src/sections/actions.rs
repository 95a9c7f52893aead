//! Asking every part what it brings, at most five lines each.

use crate::{
    action_items,
    agenda::{Kept, Line, Section},
    goals, hand_overs, health, ideas, low_marks,
    meetings::{self, Meeting},
    praise, profiles, projects,
    relationships::{self, Relationship, Side},
    reviews, tours,
};
use base::{Actor, App, Result, Time, Tx, day_in_words};
use desk::{
    between::{self, Fact, Pair},
    impact::Priority,
    occasions,
    tickets::Ball,
};

/// So many lines of each kind.
const MOST: usize = 5;
/// How far ahead changes and busy weeks are told, in days.
const AHEAD: i64 = 42;
/// How far back a meeting looks where there was none before it, in days.
const BACK: i64 = 90;

type Brought = fn(&mut Tx, &App, &Actor, &Relationship, Time) -> Result<Vec<Line>>;

/// What the other parts of the bridge bring.
const OTHERS: [(Section, Brought); 9] = [
    (Section::Coming, profiles::for_agenda),
    (Section::Felt, low_marks::for_agenda),
    (Section::Felt, health::for_agenda),
    (Section::Praise, praise::for_agenda),
    (Section::Ideas, ideas::for_agenda),
    (Section::Projects, projects::for_agenda),
    (Section::Goals, goals::for_agenda),
    (Section::Reviews, reviews::for_agenda),
    (Section::Tours, tours::for_agenda),
];

/// Every line that nobody had to write.
pub(crate) fn write(tx: &mut Tx, app: &App, actor: &Actor, meeting: &Meeting) -> Result<Vec<Kept>> {
    let of = relationships::find(tx, actor, meeting.relationship_id)?;
    let last = meetings::last_held(tx, actor, meeting)?;
    let since = last.map_or(app.now().plus_seconds(-BACK * 86_400), |last| last.starts_at);
    let sides = relationships::both_sides(tx, actor, &of)?;
    let pair = Pair {
        helped: sides.departments(Side::Customer),
        helping: sides.departments(Side::Provider),
    };
    let mut kept = promised(tx, app, actor, (&of, meeting))?;
    for fact in between::hurts(tx, actor, &pair, MOST)? {
        kept.push(line_of(actor, Section::Impact, &fact));
    }
    for fact in waits(tx, actor, &pair)? {
        kept.push(line_of(actor, Section::Waits, &fact));
    }
    let quarter = app.now().plus_seconds(-BACK * 86_400);
    for one in between::repeats(tx, actor, &pair, (quarter, MOST))? {
        let what = named(Some(&one.service), one.location.as_ref());
        let note = actor.language.count("agenda-repeats", one.times);
        kept.push(keep(Section::Repeats, Line { text: what, note, ..Line::default() }));
    }
    for fact in between::changes(tx, actor, &pair, MOST)? {
        kept.push(line_of(actor, Section::Coming, &fact));
    }
    let until = app.now().plus_seconds(AHEAD * 86_400);
    for department in pair.helped.iter().chain(&pair.helping).take(20) {
        for one in occasions::coming(tx, actor, *department, (app.now(), until))? {
            let text = occasion(actor, &one, app.now());
            let note = one.matters.clone();
            kept.push(keep(Section::Coming, Line { text, note, ..Line::default() }));
        }
    }
    for (section, bring) in OTHERS {
        let lines = bring(tx, app, actor, &of, since)?;
        kept.extend(lines.into_iter().take(MOST).map(|line| keep(section, line)));
    }
    Ok(kept)
}

/// So many that have not moved are looked at for those that wait longest.
const LOOKED_AT: usize = 60;

/// What has waited longest. What a supplier has waits since they were asked: a word on the ticket in
/// between is no answer.
fn waits(tx: &mut Tx, actor: &Actor, pair: &Pair) -> Result<Vec<Fact>> {
    let mut all = between::waits(tx, actor, pair, LOOKED_AT)?;
    let with: Vec<_> =
        all.iter().filter(|one| one.ball == Ball::Supplier).map(|one| one.id).collect();
    let since = hand_overs::waits_since(tx, actor, &with)?;
    for fact in &mut all {
        if let Some((_, at)) = since.iter().find(|(id, _)| *id == fact.id) {
            fact.updated_at = *at;
        }
    }
    all.sort_by_key(|fact| (fact.updated_at, fact.id));
    all.truncate(MOST);
    Ok(all)
}

/// "Exam week, from 30 November 2026", "Exam week, until 4 December 2026".
fn occasion(actor: &Actor, one: &occasions::Occasion, now: Time) -> String {
    let (key, at) = match one.starts_at <= now {
        true => ("agenda-occasion-on", one.ends_at),
        false => ("agenda-occasion-from", one.starts_at),
    };
    let day = day_in_words(actor.language, actor.zone.to_datetime(at.timestamp()).date());
    actor.language.with(key, &[("title", &one.title), ("day", &day)])
}

fn keep(section: Section, line: Line) -> Kept {
    Kept { section: section.to_string(), line, ticket: None }
}

/// Open promises of earlier meetings, first what nobody has.
fn promised(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    (of, meeting): (&Relationship, &Meeting),
) -> Result<Vec<Kept>> {
    let tongue = actor.language;
    let today = action_items::today(actor, app.now());
    let all = action_items::list_open(tx, actor, app, of)?;
    let earlier = all.into_iter().filter(|one| one.meeting_id != Some(meeting.id));
    let line = |one: action_items::ActionItem| {
        let owner = one.owner.clone().unwrap_or_else(|| tongue.t("action-nobody").to_owned());
        let due =
            one.due().map(|due| tongue.with("action-due", &[("day", &day_in_words(tongue, due))]));
        let stand = tongue.t(&format!("action-stand-{}", one.stand(today))).to_owned();
        let stand = one.owner_id.map(|_| stand);
        let parts = [Some(owner), due, stand];
        let note = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let href = format!("/actions/{}", one.id);
        keep(Section::Actions, Line { text: one.words, href, note })
    };
    Ok(earlier.take(MOST * 4).map(line).collect())
}

fn named(service: Option<&String>, place: Option<&String>) -> String {
    let parts: Vec<_> = service.into_iter().chain(place).map(String::as_str).collect();
    parts.join(" · ")
}

/// What may be said of a ticket to both sides: what it is about, how urgent it is, for how long it
/// has been open or still, and who has it.
fn line_of(actor: &Actor, section: Section, fact: &Fact) -> Kept {
    let tongue = actor.language;
    let mut text = named(fact.service.as_ref(), fact.location.as_ref());
    if text.is_empty() {
        tongue.t("agenda-ticket").clone_into(&mut text);
    }
    let ball = match fact.ball {
        Ball::Requester => "agenda-ball-requester",
        Ball::Supplier => "agenda-ball-supplier",
        Ball::Provider | Ball::Nobody => "agenda-ball-provider",
    };
    let priority = tongue.t(&format!("priority-{}", Priority::of(fact.priority))).to_owned();
    // minutes and packs are read on other days: nothing in them is "for 30 min" or "today"
    let day = |at: Time| day_in_words(tongue, actor.zone.to_datetime(at.timestamp()).date());
    let note = match section {
        Section::Waits => {
            let since = day(fact.updated_at);
            tongue.with("agenda-waits", &[("day", &since), ("who", tongue.t(ball))])
        }
        _ => tongue.with(
            "agenda-open-for",
            &[("priority", &priority), ("day", &day(fact.created_at)), ("who", tongue.t(ball))],
        ),
    };
    let href = format!("/tickets/{}", fact.id);
    Kept { section: section.to_string(), line: Line { text, href, note }, ticket: Some(fact.id.0) }
}
