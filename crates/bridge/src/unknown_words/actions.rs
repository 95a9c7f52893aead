//! Asking what a word means, and answering those who asked.

use super::{
    model::{Ask, Mine, NewAsk, Outcome, Stumbled, Waiting, key},
    store,
};
use crate::{glossary, relationships};
use base::{Act, Actor, App, DepartmentId, Error, Event, Problems, Result, Right};
use desk::tidings::{Tiding, tell};

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is in the glossary already: this word.
    Known(i64),
    /// It is filed for those who keep the words.
    Filed(i64),
    /// One asked before, and still waits.
    Waits,
}

/// Files a word that somebody did not know.
pub async fn ask(app: &App, actor: &Actor, new: NewAsk) -> Result<Asked> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    let (word, sentence) = new.check()?;
    if let Some(known) = glossary::find(app, actor, &word).await? {
        return Ok(Asked::Known(known));
    }
    app.act(actor, move |act| {
        let made = store::insert(act.tx, (&word, &key(&word), &sentence), person, act.now)?;
        let Some(id) = made else { return Ok(Asked::Waits) };
        // the trail has the name: which word it was would tell those who keep words who asked
        let subject = "glossary".to_owned();
        act.record(&Event { kind: "term.asked", subject, ..Event::default() })?;
        if store::count_waiting(act.tx, &key(&word))? == 1 {
            tell_keepers(act, &word)?;
        }
        Ok(Asked::Filed(id))
    })
    .await
}

/// Tells whoever looks after words that one waits: once for each word, and not who asked.
fn tell_keepers(act: &mut Act<'_>, word: &str) -> Result<()> {
    let mut keepers = store::list_keepers(act.tx)?;
    if keepers.is_empty() {
        keepers = store::list_stand_ins(act.tx)?;
    }
    let waiting = Tiding::new("word-asked", word, "/glossary/asked");
    let waiting = Tiding { is_unsigned: true, ..waiting };
    keepers.into_iter().try_for_each(|(person,)| tell(act, person, &waiting))
}

/// Words that wait for an answer.
pub async fn list_waiting(app: &App, actor: &Actor) -> Result<Vec<Waiting>> {
    actor.may(Right::KeepGlossary)?;
    app.read(|tx| Ok(store::list_waiting(tx)?)).await
}

/// A word that waits: how many asked, and the sentences they let us see.
pub struct Open {
    /// One of the questions.
    pub ask: Ask,
    /// How many wait for it.
    pub asked: i64,
    /// Where it stood, as far as the reader works with those who asked; never by whom.
    pub sentences: Vec<String>,
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Open> {
    actor.may(Right::KeepGlossary)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let ask = store::find(tx, id)?.ok_or(Error::NotFound)?;
        if ask.answered_at.is_some() {
            return Err(Error::NotFound);
        }
        let mine = relationships::list_mine(tx, &actor)?;
        let parents = relationships::list_parents(tx)?;
        let is_near = |at: &DepartmentId| {
            let above = relationships::above(&parents, *at);
            actor.department.is_some_and(|own| above.contains(&own))
                || mine.iter().any(|(of, _)| {
                    above.contains(&of.customer_id) || above.contains(&of.provider_id)
                })
        };
        let sentences = store::list_sentences(tx, &ask.word_key)?.into_iter();
        let sentences = sentences.filter(|(_, at)| at.as_ref().is_some_and(is_near));
        let sentences = sentences.map(|(one, _)| one).collect();
        Ok(Open { asked: store::count_waiting(tx, &ask.word_key)?, sentences, ask })
    })
    .await
}

/// How a question is answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// By a word of the glossary.
    Term(Option<i64>),
    /// It needs no entry: why, in 1 to 300 characters.
    NotNeeded(String),
}

/// Answers everybody who asked about a word. [`Error::Conflict`] when a colleague did meanwhile.
pub async fn answer(app: &App, actor: &Actor, id: i64, answer: Answer) -> Result<()> {
    actor.may(Right::KeepGlossary)?;
    let mut problems = Problems::default();
    let (term, words) = match &answer {
        Answer::Term(None) => {
            problems.add("term", "problem-choose");
            (None, String::new())
        }
        Answer::Term(term) => (*term, String::new()),
        Answer::NotNeeded(why) => (None, problems.line("why", why, 300)),
    };
    problems.check()?;
    app.act(actor, move |act| {
        let ask = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        if let Some(term) = term
            && !glossary::is_in_use(act.tx, term)?
        {
            return Err(Error::invalid("term", "problem-choose"));
        }
        let outcome = if term.is_some() { Outcome::Explained } else { Outcome::NotNeeded };
        let is_told = settle(act, &ask.word_key, (outcome, term, &words))?;
        if !is_told && (ask.term_id, ask.answered_at.is_some()) != (term, true) {
            return Err(Error::Conflict);
        }
        Ok(())
    })
    .await
}

/// Answers and tells everybody who waits for a word; false if nobody does.
fn settle(act: &mut Act<'_>, key: &str, how: (Outcome, Option<i64>, &str)) -> Result<bool> {
    let (outcome, term, words) = how;
    let who = (act.actor.id, act.now);
    let answered = store::update_answered(act.tx, key, how, who)?;
    if answered.is_empty() {
        return Ok(false);
    }
    let subject = term.map_or_else(|| "glossary".to_owned(), |id| format!("term {id}"));
    act.record(&Event {
        kind: "term.answered",
        subject,
        before: outcome.to_string(),
        after: key.to_owned(),
        ..Event::default()
    })?;
    let name = term.map(|id| glossary::name_of(act.tx, id)).transpose()?.flatten();
    for (person, word) in answered {
        let href = term.map_or_else(|| "/glossary#ask".to_owned(), |id| format!("/glossary/{id}"));
        let key = if term.is_some() { "word-explained" } else { "word-answered" };
        // under another name, or in the words of whoever answered
        let under = name.clone().filter(|name| self::key(name) != self::key(&word));
        let said = under.unwrap_or_else(|| words.to_owned());
        tell(act, person, &Tiding { said, ..Tiding::new(key, &word, href) })?;
    }
    Ok(true)
}

/// A word that was added answers everybody who asked about it by any way to write it.
pub(crate) fn answer_by_term<'a>(
    act: &mut Act<'_>,
    term: i64,
    ways: impl Iterator<Item = &'a str>,
) -> Result<()> {
    for way in ways {
        settle(act, &key(way), (Outcome::Explained, Some(term), "")).map(drop)?;
    }
    Ok(())
}

/// One's own questions, the newest first.
pub async fn list_mine(app: &App, actor: &Actor) -> Result<Vec<Mine>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.read(move |tx| Ok(store::list_mine(tx, person, 20)?)).await
}

/// What stands between the two sides.
pub struct Between {
    /// Words by how often they were looked up in the last ninety days.
    pub words: Vec<Stumbled>,
    /// How often any was, in each stretch of thirty days of the last year, the oldest first.
    pub months: Vec<i64>,
    /// Words that were asked about and need no entry.
    pub not_needed: Vec<(String, i64)>,
}

/// How long the counts look back, in days.
const DAYS: i64 = 90;

/// Words that people stumble on, as counts and never by person.
pub async fn between(app: &App, actor: &Actor) -> Result<Between> {
    actor.may(Right::KeepGlossary)?;
    let now = app.now();
    let today = glossary::day_number(app.config.time_zone().to_datetime(now.timestamp()).date());
    let since = now.plus_seconds(-DAYS * 86_400);
    app.read(move |tx| {
        let mut words = store::list_stumbled(tx, (today - DAYS + 1, today - 2 * DAYS + 1), since)?;
        words.retain(|one| one.opened + one.opened_before + one.asked > 0);
        let mut months = vec![0; 12];
        for (back, count) in store::list_months(tx, today)? {
            if let Some(month) = usize::try_from(back).ok().and_then(|i| months.get_mut(i)) {
                *month = count;
            }
        }
        months.reverse();
        Ok(Between { words, months, not_needed: store::list_not_needed(tx, since)? })
    })
    .await
}
