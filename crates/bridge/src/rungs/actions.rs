//! Noting what was done on a step, leaving it out, and looking at it again.

use super::{
    model::{self, State},
    store::{self, NoteRow, Rung, SheetRow},
};
use crate::ladders::{self, LONGEST, Ladder, Part, RungKind};
use base::{Act, Actor, App, Error, Problems, Result, Tx};
use jiff::civil::Date;

/// A step with what was done on it.
pub struct View {
    /// The step.
    pub rung: Rung,
    /// The ladder it belongs to.
    pub ladder: Ladder,
    /// What the reader may do.
    pub part: Part,
    /// What was done and said, in order.
    pub notes: Vec<NoteRow>,
    /// What somebody thought through.
    pub sheet: Option<SheetRow>,
}

/// A step and the ladder it belongs to; for those who may not see that, there is none.
pub(crate) fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Rung, Ladder, Part)> {
    let rung = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let (ladder, part) = ladders::see(tx, actor, rung.ladder_id)?;
    Ok((rung, ladder, part))
}

/// The same, if the actor may write on it.
pub(crate) fn see_to_write(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Rung, Ladder)> {
    let rung = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let ladder = ladders::see_to_write(tx, actor, rung.ladder_id)?;
    Ok((rung, ladder))
}

/// Everything about one step.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<View> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (rung, ladder, part) = see(tx, &actor, id)?;
        let notes = store::list_notes(tx, id)?;
        let sheet = store::find_sheet(tx, id)?;
        Ok(View { rung, ladder, part, notes, sheet })
    })
    .await
}

/// What was done and said, as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewNote {
    /// With whom: at most 150 characters; may be empty.
    pub whom: String,
    /// When, YYYY-MM-DD; empty: today.
    pub happened_on: String,
    /// What was done and said: 1 to 10,000 characters.
    pub words: String,
    /// How many days to wait before looking at it again, 1 to 365; empty: as planned.
    pub wait_days: String,
}

/// Notes what was done on a step: it is taken, and looked at again after the wait.
pub async fn note(app: &App, actor: &Actor, id: i64, new: NewNote) -> Result<()> {
    let zone = actor.zone.clone();
    let today = zone.to_datetime(app.now().timestamp()).date();
    let by = actor.person()?;
    app.act(actor, move |act| {
        let (mut rung, ladder) = see_to_write(act.tx, act.actor, id)?;
        let mut problems = Problems::default();
        let whom = problems.optional_line("whom", &new.whom, 150);
        let on = ladders::date(&mut problems, "happened_on", &new.happened_on);
        let on = on.parse::<Date>().unwrap_or(today);
        if on > today {
            problems.add("happened_on", "problem-rung-future");
        }
        let words = problems.text("note", &new.words, LONGEST);
        if !new.wait_days.trim().is_empty() {
            rung.wait_days = model::days(&mut problems, &new.wait_days);
        }
        problems.check()?;
        let date = on.to_string();
        let all = store::list_notes(act.tx, id)?;
        let is_twice = |row: &NoteRow| row.by_id == by && row.words == words && row.whom == whom;
        if all.iter().any(|row| is_twice(row) && row.happened_on == date) {
            return Ok(());
        }
        store::insert_note(act.tx, (id, by), (&whom, &date, &words), act.now)?;
        rung.state = State::Taken;
        rung.look_at = model::look_at(&zone, on, rung.wait_days);
        store::update(act.tx, &rung)?;
        ladders::note_deed(act, ladder.id, "rung.taken", rung.kind.as_str())
    })
    .await
}

/// Plans when it is looked at again; nothing typed: not at all.
pub async fn plan(app: &App, actor: &Actor, id: i64, look_on: &str) -> Result<()> {
    let zone = actor.zone.clone();
    let today = zone.to_datetime(app.now().timestamp()).date();
    let look_on = look_on.to_owned();
    app.act(actor, move |act| {
        let (mut rung, ladder) = see_to_write(act.tx, act.actor, id)?;
        let mut problems = Problems::default();
        let on = ladders::date(&mut problems, "look_on", &look_on).parse::<Date>().ok();
        if on.is_some_and(|on| on <= today) {
            problems.add("look_on", "problem-ladder-past");
        }
        problems.check()?;
        let at = on.and_then(|on| ladders::morning(&zone, on));
        if rung.look_at == at {
            return Ok(());
        }
        rung.look_at = at;
        store::update(act.tx, &rung)?;
        ladders::note_deed(act, ladder.id, "rung.planned", rung.kind.as_str())
    })
    .await
}

fn change(
    act: &mut Act<'_>,
    id: i64,
    (state, words): (State, String),
    kind: &'static str,
) -> Result<()> {
    let (mut rung, ladder) = see_to_write(act.tx, act.actor, id)?;
    if (rung.state, &rung.skipped_words) == (state, &words) {
        return Ok(());
    }
    rung.state = state;
    rung.skipped_words = words;
    rung.look_at = None;
    store::update(act.tx, &rung)?;
    ladders::note_deed(act, ladder.id, kind, rung.kind.as_str())
}

/// Leaves a step out, with a word why.
pub async fn skip(app: &App, actor: &Actor, id: i64, words: &str) -> Result<()> {
    let mut problems = Problems::default();
    let words = problems.line("skip_words", words, 300);
    let problems = problems.check();
    app.act(actor, move |act| {
        see_to_write(act.tx, act.actor, id)?;
        problems?;
        change(act, id, (State::Skipped, words), "rung.skipped")
    })
    .await
}

/// Takes up a step that was left out.
pub async fn take_back(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        let has_notes = !store::list_notes(act.tx, id)?.is_empty();
        let state = if has_notes { State::Taken } else { State::Ahead };
        let (rung, _) = see_to_write(act.tx, act.actor, id)?;
        match rung.state {
            State::Skipped => change(act, id, (state, String::new()), "rung.taken_back"),
            _ => Ok(()),
        }
    })
    .await
}

/// What somebody thinks through, as typed: each at most 10,000 characters.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What to ask for.
    pub asks: String,
    /// What to give in return, or sooner.
    pub gives: String,
    /// What is fair to expect, or what is left out.
    pub learned: String,
    /// The version it was read at; 0: there was none.
    pub version: i64,
}

/// Writes on the worksheet of a step; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn save_sheet(app: &App, actor: &Actor, id: i64, sheet: Sheet) -> Result<()> {
    let by = actor.person()?;
    app.act(actor, move |act| {
        let (rung, ladder) = see_to_write(act.tx, act.actor, id)?;
        if !matches!(rung.kind, RungKind::Expectations | RungKind::Agreement) {
            return Err(Error::NotFound);
        }
        let mut problems = Problems::default();
        let new = SheetRow {
            asks: problems.optional_text("asks", &sheet.asks, LONGEST),
            gives: problems.optional_text("gives", &sheet.gives, LONGEST),
            learned: problems.optional_text("learned", &sheet.learned, LONGEST),
            version: sheet.version,
        };
        problems.check()?;
        let stored = store::find_sheet(act.tx, id)?;
        if let Some(old) = &stored
            && (&old.asks, &old.gives, &old.learned) == (&new.asks, &new.gives, &new.learned)
        {
            return Ok(());
        }
        if stored.is_none() && sheet.version != 0 {
            return Err(Error::Conflict);
        }
        if !store::upsert_sheet(act.tx, (id, by), &new, act.now)? {
            return Err(Error::Conflict);
        }
        ladders::note_deed(act, ladder.id, "rung.thought_through", rung.kind.as_str())
    })
    .await
}

/// What is on the worksheet of a step now.
pub async fn view_sheet(app: &App, actor: &Actor, id: i64) -> Result<SheetRow> {
    let found = load(app, actor, id).await?.sheet;
    let empty = || SheetRow {
        asks: String::new(),
        gives: String::new(),
        learned: String::new(),
        version: 0,
    };
    Ok(found.unwrap_or_else(empty))
}
