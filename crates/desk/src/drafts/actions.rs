//! Keeping, giving back, sharing and dropping drafts.

use super::{
    model::{self, ALL, Carried, DAYS, Draft, LONGEST, MOST, Panel, Save},
    store::{self, DraftRow, NewRow},
};
use crate::{
    editors::{Editor, Form, Sheet},
    known, live,
    tickets::{self, Access},
};
use base::{Act, Actor, App, Error, PersonId, Result, Right, TicketId, Time, Tx, withheld};
use web::Fields;

/// What became of words that were to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// They are in this draft, at this version.
    In(i64, i64),
    /// There was nothing to keep.
    Nothing,
}

/// Whether somebody may write here at all.
fn may_write(tx: &mut Tx, actor: &Actor, editor: Editor) -> Result<Access> {
    actor.may(Right::Report)?;
    if let Editor::Page(sheet, _) = editor {
        let may = match sheet {
            Sheet::Service => actor.has(Right::ManageOrganisation),
            Sheet::Checks => actor.has(Right::KeepChecks),
            Sheet::Term => actor.has(Right::KeepGlossary),
            Sheet::Answer | Sheet::Checklist | Sheet::Question | Sheet::Template | Sheet::Bulk => {
                actor.has(Right::Work) || actor.has(Right::ManageOrganisation)
            }
            // kept for their writer alone; whoever may not send them is refused there
            _ => true,
        };
        return if may { Ok(Access::Own) } else { Err(Error::Forbidden) };
    }
    let (Some(id), Some(form)) = (editor.ticket(), editor.form()) else { return Ok(Access::Own) };
    if form == Form::Affected {
        // whoever may know of it may say that it stops them, too
        return known::find(tx, actor, id)?.map(|_| Access::Own).ok_or(Error::NotFound);
    }
    let (_, access) = tickets::see(tx, actor, id)?;
    if form.is_inner() && access < Access::Work { Err(Error::Forbidden) } else { Ok(access) }
}

/// Keeps words. Where the draft was written on by another page meanwhile, both are kept.
/// [`Error::NotFound`] where the draft is gone: it was sent or dropped.
pub async fn save(app: &App, actor: &Actor, save: Save) -> Result<Kept> {
    let mut fields = model::kept(&save.fields);
    if let (Editor::Page(Sheet::Question, _), key) = (save.editor, save.fields.get("key"))
        && !key.is_empty()
    {
        // what elsewhere makes a form count once is written by people here
        fields.push("key", key);
    }
    let has_words = model::has_words(&fields);
    let size: usize = fields.pairs().iter().map(|(_, value)| value.chars().count()).sum();
    if size > LONGEST {
        return Err(Error::invalid("draft", "problem-draft-long"));
    }
    let editor = save.editor;
    let kept = app
        .act(actor, move |act| {
            may_write(act.tx, act.actor, editor)?;
            withheld::unsent(editor.ticket(), false);
            save_in(act, &save, &fields)
        })
        .await?;
    if let (Some(id), Some(form)) = (editor.ticket(), editor.form())
        && let Some(is_public) = form.writes()
    {
        live::note_writing(app, actor, id, is_public, has_words).await?;
    }
    Ok(kept)
}

fn save_in(act: &mut Act<'_>, save: &Save, fields: &Fields) -> Result<Kept> {
    let person = act.actor.person()?;
    let row = match save.draft {
        Some(id) => {
            let row = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
            Some(row).filter(|row| is_own(row, person, save.editor))
        }
        // the answer to the first save of this page may not have arrived
        None => {
            let own = store::list_in(act.tx, person, &save.editor.to_string())?;
            own.into_iter().find(|row| !save.tab.is_empty() && row.tab == save.tab)
        }
    };
    let text = model::encode(fields);
    let goes_on = row.filter(|row| {
        row.version == save.version
            || row.fields == text
            || (row.tab == save.tab && !save.tab.is_empty())
    });
    if !model::has_words(fields) {
        if let Some(row) = goes_on {
            remove(act, &row)?;
        }
        return Ok(Kept::Nothing);
    }
    if let Some(row) = goes_on {
        let at = (row.id, row.version);
        if store::update(act.tx, at, &save.tab, &text, act.now)? {
            forget_words(act, &row)?;
            return Ok(Kept::In(row.id, row.version + 1));
        }
    }
    let id = insert(act, person, (save.editor, &save.tab), &text, "")?;
    Ok(Kept::In(id, act.now.micros()))
}

fn is_own(row: &DraftRow, person: PersonId, editor: Editor) -> bool {
    row.person_id == person && row.editor == editor.to_string()
}

/// Takes a draft away, with what was withheld from it.
fn remove(act: &mut Act<'_>, row: &DraftRow) -> Result<()> {
    store::delete(act.tx, row.id)?;
    forget_words(act, row)
}

/// Marked words that were in a draft, and that nothing has any more which waits to be sent.
fn forget_words(act: &mut Act<'_>, old: &DraftRow) -> Result<()> {
    for (_, key) in withheld::tokens(&old.fields) {
        if store::count_holding(act.tx, old, key)? == 0 {
            withheld::forget_unsent(act.tx, key)?;
        }
    }
    Ok(())
}

fn insert(
    act: &mut Act<'_>,
    person: PersonId,
    (editor, tab): (Editor, &str),
    fields: &str,
    reason: &str,
) -> Result<i64> {
    let new = NewRow { person, editor, tab, fields, reason, now: act.now };
    let id = store::insert(act.tx, &new)?;
    let all = store::list_in(act.tx, person, &editor.to_string())?;
    for old in all.iter().skip(MOST) {
        remove(act, old)?;
    }
    for old in store::list_beyond(act.tx, person, ALL)? {
        remove(act, &old)?;
    }
    Ok(id)
}

/// Gives words back that were on their way, as the newest draft of whoever wrote them.
pub(crate) fn give_back(
    act: &mut Act<'_>,
    person: PersonId,
    editor: Editor,
    fields: &Fields,
    reason: &'static str,
) -> Result<i64> {
    insert(act, person, (editor, ""), &model::encode(fields), reason)
}

/// Drops the draft whose words were sent, in the transaction that sends them.
///
/// Where another page wrote on meanwhile, it stays: those words were not sent.
pub(crate) fn forget(act: &mut Act<'_>, editor: Editor, sent: &Carried) -> Result<()> {
    let Some(person) = act.actor.id else { return Ok(()) };
    for row in store::list_in(act.tx, person, &editor.to_string())? {
        // what was kept in the moment of sending, too
        let is_own_page = !sent.tab.is_empty() && row.tab == sent.tab;
        if is_own_page || (Some(row.id), row.version) == (sent.id, sent.version) {
            remove(act, &row)?;
        }
    }
    Ok(())
}

/// The same after the words were sent. That they are gone matters less than that they were sent.
pub async fn remove_sent(app: &App, actor: &Actor, editor: Editor, fields: &Fields) {
    let sent = Carried::read(fields);
    if sent.id.is_none() && sent.tab.is_empty() {
        return;
    }
    let removed = app.act(actor, move |act| forget(act, editor, &sent)).await;
    if let Err(error) = removed {
        tracing::warn!(%error, "a draft that was sent could not be dropped");
    }
}

/// Drafts as their reader sees them: with what they marked themselves in it, as they typed it.
fn read(tx: &mut Tx, reader: PersonId, rows: Vec<DraftRow>) -> Result<Vec<Draft>> {
    let mut drafts: Vec<Draft> = rows.into_iter().filter_map(DraftRow::read).collect();
    for draft in &mut drafts {
        let mut fields = Fields::default();
        for (name, text) in draft.fields.pairs() {
            let own = withheld::own_words(tx, reader, text)?;
            fields.push(name, own.unwrap_or_else(|| text.clone()));
        }
        draft.fields = fields;
    }
    Ok(drafts)
}

/// The drafts that belong on a ticket's page.
pub fn panel(tx: &mut Tx, actor: &Actor, ticket: TicketId, access: Access) -> Result<Panel> {
    let Some(person) = actor.id else { return Ok(Panel::default()) };
    let is_agent = access == Access::Work;
    let own = store::list_on(tx, person, ticket)?;
    let mut own = read(tx, person, own)?;
    // somebody who does not work on it any more has nowhere to write these
    own.retain(|one| is_agent || !one.editor.form().is_some_and(Form::is_inner));
    let shared = match is_agent {
        true => store::list_shared(tx, person, ticket)?,
        false => Vec::new(),
    };
    Ok(Panel { own, shared: read(tx, person, shared)?, ..Panel::default() })
}

/// The drafts of one editor, as its page shows them.
pub async fn load(app: &App, actor: &Actor, editor: Editor) -> Result<Panel> {
    let (person, actor) = (actor.person()?, actor.clone());
    app.read(move |tx| {
        let access = may_write(tx, &actor, editor)?;
        match editor.ticket() {
            Some(id) => panel(tx, &actor, id, access),
            None => {
                let own = store::list_in(tx, person, &editor.to_string())?;
                let own = read(tx, person, own)?;
                Ok(Panel { editor: editor.to_string(), own, ..Panel::default() })
            }
        }
    })
    .await
}

/// A form as its page shows it: as it was typed and refused, or else with what its reader wrote
/// there before and did not send, or else as it is stored.
pub async fn open(
    app: &App,
    actor: &Actor,
    editor: Editor,
    typed: Option<Fields>,
    fresh: Fields,
) -> Result<(Fields, Panel)> {
    let mut drafts = load(app, actor, editor).await?;
    if let Some(typed) = &typed {
        typed.get("draft-tab").clone_into(&mut drafts.tab);
    }
    let form = match (typed, drafts.first(&editor.name())) {
        (Some(typed), _) => typed,
        (None, Some(draft)) => draft.over(&fresh),
        (None, None) => fresh,
    };
    Ok((form, drafts))
}

/// Everything somebody has not sent yet.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Draft>> {
    let person = actor.person()?;
    app.read(move |tx| {
        let all = store::list_of(tx, person)?;
        read(tx, person, all)
    })
    .await
}

/// One of one's own.
pub async fn mine(app: &App, actor: &Actor, id: i64) -> Result<Draft> {
    let person = actor.person()?;
    app.read(move |tx| {
        let row = store::find(tx, id)?.filter(|row| row.person_id == person);
        read(tx, person, row.into_iter().collect())?.pop().ok_or(Error::NotFound)
    })
    .await
}

fn own_row(act: &mut Act<'_>, id: i64) -> Result<DraftRow> {
    let person = act.actor.person()?;
    store::find(act.tx, id)?.filter(|row| row.person_id == person).ok_or(Error::NotFound)
}

fn own(act: &mut Act<'_>, id: i64) -> Result<Draft> {
    own_row(act, id)?.read().ok_or(Error::NotFound)
}

/// Drops a draft; gives where it was written.
pub async fn discard(app: &App, actor: &Actor, id: i64) -> Result<Editor> {
    let editor = app
        .act(actor, move |act| {
            let row = own_row(act, id)?;
            remove(act, &row)?;
            Ok(row.read().ok_or(Error::NotFound)?.editor)
        })
        .await?;
    if let Some(ticket) = editor.ticket() {
        live::note_writing(app, actor, ticket, true, false).await.ok();
    }
    Ok(editor)
}

/// Puts one of several drafts into the form.
pub async fn prefer(app: &App, actor: &Actor, id: i64) -> Result<Editor> {
    app.act(actor, move |act| {
        let draft = own(act, id)?;
        let newest = store::list_in(act.tx, draft.person, &draft.editor.to_string())?;
        let newest = newest.first().map_or(act.now, |row| row.saved_at);
        store::update_saved(act.tx, id, Time::from_micros(newest.max(act.now).micros() + 1))?;
        Ok(draft.editor)
    })
    .await
}

/// Lets those who work on the ticket see and go on with a draft, or keeps it to oneself again. What
/// is marked in it stays withheld from them.
pub async fn share(app: &App, actor: &Actor, id: i64, is_on: bool) -> Result<Editor> {
    app.act(actor, move |act| {
        let draft = own(act, id)?;
        let Editor::Ticket(ticket, form) = draft.editor else { return Err(Error::Forbidden) };
        tickets::work(act.tx, act.actor, ticket)?;
        if !draft.editor.is_shareable() {
            return Err(Error::Forbidden);
        }
        let shared_at = if is_on { Some(act.now) } else { None };
        store::update_shared(act.tx, id, shared_at)?;
        let kind = if is_on { "draft.shared" } else { "draft.unshared" };
        tickets::record(act, kind, ticket, "", form.as_str(), true)?;
        Ok(draft.editor)
    })
    .await
}

/// Goes on with what a colleague shared: it is one's own from here on, and still shared.
/// [`Error::Conflict`] where they wrote on since `version`.
pub async fn take_over(app: &App, actor: &Actor, id: i64, version: i64) -> Result<Editor> {
    app.act(actor, move |act| {
        let person = act.actor.person()?;
        let row = store::find(act.tx, id)?.filter(|row| row.shared_at.is_some());
        let draft = row.and_then(DraftRow::read).ok_or(Error::NotFound)?;
        let Editor::Ticket(ticket, form) = draft.editor else { return Err(Error::NotFound) };
        tickets::work(act.tx, act.actor, ticket)?;
        if draft.person == person {
            return Ok(draft.editor);
        }
        if !store::update_person(act.tx, (id, version), person, draft.person, act.now)? {
            return Err(Error::Conflict);
        }
        tickets::record(act, "draft.taken_over", ticket, &draft.name, form.as_str(), true)?;
        Ok(draft.editor)
    })
    .await
}

/// Drops what nobody has touched for a month; a job of Footbridge itself.
pub async fn purge(app: &App, actor: &Actor) -> Result<usize> {
    actor.may(Right::Work)?;
    let before = app.now().plus_seconds(-DAYS * 86_400);
    app.act(actor, move |act| {
        let old = store::list_before(act.tx, before)?;
        old.iter().try_for_each(|row| remove(act, row))?;
        Ok(old.len())
    })
    .await
}
