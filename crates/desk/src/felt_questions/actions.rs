//! Planning the question, asking it, and taking the answer by its link.
// tidy: allow actor because whoever holds the link is nobody we know, and answers for whom it was sent to

use super::{
    model::{LeftOut, is_in_share, is_token, question_of, token},
    store::{self, QuestionRow},
};
use crate::{
    counter,
    felt::{self, FeedbackRow, MARKS, NewFeedback, find_feedback},
    intake::{AUTOMATIC, BOUNCE},
    notices::{Notice, tell_person},
    notifications::{Kind, Way, hearing},
    resolution::find_resolution,
    tickets::{State, Ticket, find},
};
use base::{
    Act, Actor, App, Error, Event, PersonId, Result, TicketId, Time, Tx, keyed_hash, language,
};

/// How far back mail that came back counts, in seconds.
const BOUNCED: i64 = 90 * 86_400;
/// How long after its time a question is still asked, in seconds.
const LATE: i64 = 7 * 86_400;
/// How far back answers from one network address count, in seconds, and how many there may be.
const WINDOW: i64 = 600;
const MOST: i64 = 40;

/// Plans the question when something is put right, and takes it back when it is opened again.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    let Some(id) = event.ticket else { return Ok(()) };
    match event.kind {
        "ticket.resolved" => plan(act, id),
        "ticket.reopened" => match store::find_of_ticket(act.tx, id)? {
            Some(row) => Ok(store::leave_out(act.tx, row.id, LeftOut::Reopened)?),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn plan(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    if !act.app.config.felt.is_asking_by_mail {
        return Ok(());
    }
    let (Some(ticket), Some(done)) = (find(act.tx, id)?, find_resolution(act.tx, id)?) else {
        return Ok(());
    };
    let due = act.now.plus_seconds(act.app.config.felt.after_hours * 3600);
    Ok(store::plan(act.tx, (id, ticket.requester_id), done.id, due)?)
}

/// Why a question is not asked now; none: it may be. What changes nothing is asked first.
fn why_not(act: &mut Act<'_>, row: &QuestionRow, ticket: &Ticket) -> Result<Option<LeftOut>> {
    let felt = act.app.config.felt.clone();
    let is_machine = ticket.is_patrons()
        || ticket.tags.contains(AUTOMATIC)
        || ticket.tags.contains(BOUNCE)
        || !mail::is_reachable(&ticket.requester_email);
    let done = find_resolution(act.tx, ticket.id)?;
    let is_current =
        done.as_ref().is_some_and(|d| d.id == row.resolution_id && d.reopened_at.is_none());
    let is_over = matches!(ticket.state, State::Resolved | State::Closed);
    Ok(Some(match () {
        () if !felt.is_asking_by_mail => LeftOut::Off,
        () if row.due_at.is_none_or(|due| act.now.seconds_since(due) > LATE) => LeftOut::Late,
        () if !is_in_share(&act.app.secret, ticket.id, felt.percent) => LeftOut::Share,
        () if !is_current || !is_over => LeftOut::Reopened,
        () if done.as_ref().is_some_and(|done| done.by_id == row.person_id) => LeftOut::Own,
        () if counter::panel(act.tx, ticket.id)?.is_fixed() => LeftOut::Own,
        () if is_machine || has_bounced(act, ticket)? => LeftOut::Machine,
        () if row.person_id != ticket.requester_id => LeftOut::Unwanted,
        () if find_feedback(act.tx, ticket.id)?.is_some() => LeftOut::Said,
        () if hearing(act, row.person_id, Kind::Felt)?.way != Way::Mail => LeftOut::Unwanted,
        () => return Ok(None),
    }))
}

fn has_bounced(act: &mut Act<'_>, ticket: &Ticket) -> Result<bool> {
    // as the gateway writes it down, up to the address
    let args = [("to", ticket.requester_email.as_str()), ("status", "\u{1}")];
    let note = language("en").with("mail-bounce-note", &args);
    let begins = note.split(" (").next().unwrap_or_default();
    let since = act.now.plus_seconds(-BOUNCED);
    Ok(store::has_bounced(act.tx, ticket.requester_id, begins, since)?)
}

/// Takes a question to ask it now, where it may be asked: the marks as links.
fn take(act: &mut Act<'_>, row: &QuestionRow, ticket: &Ticket) -> Result<Option<Marks>> {
    if let Some(why) = why_not(act, row, ticket)? {
        store::leave_out(act.tx, row.id, why)?;
        return Ok(None);
    }
    let since = act.now.plus_seconds(-act.app.config.felt.days_between * 86_400);
    if !store::take(act.tx, row.id, act.now)? {
        return Ok(None);
    }
    if !store::take_turn(act.tx, row.person_id, since, act.now)? {
        store::untake(act.tx, row.id, LeftOut::Lately)?;
        return Ok(None);
    }
    let person = people::sign_in::actor_of(act.tx, row.person_id, &act.app.config.time_zone())?;
    let tongue = person.map_or(language("en"), |person| person.language);
    let token = token(&act.app.secret, row.id, (row.ticket_id, row.person_id));
    let of = |(mark, word): &(i64, &str)| {
        let link = act.app.config.link(&format!("/how/{token}?mark={mark}"));
        (tongue.t(&format!("felt-mark-{word}")).to_owned(), link)
    };
    Ok(Some(MARKS.iter().map(of).collect()))
}

/// What each mark is called, and the link that chooses it.
type Marks = Vec<(String, String)>;

/// The question rides in the letter that says that it is put right, where it is asked at once: one
/// letter is less of a nuisance than two.
pub(crate) fn ride(act: &mut Act<'_>, ticket: &Ticket) -> Result<Marks> {
    if act.app.config.felt.after_hours > 0 {
        return Ok(Marks::new());
    }
    match store::find_of_ticket(act.tx, ticket.id)? {
        Some(row) if row.due_at.is_some() => Ok(take(act, &row, ticket)?.unwrap_or_default()),
        _ => Ok(Marks::new()),
    }
}

/// Asks one whose time has come. Safe to run twice, and from several processes.
pub(super) fn ask(act: &mut Act<'_>, id: i64) -> Result<()> {
    let Some(row) = store::find(act.tx, id)?.filter(|row| row.due_at.is_some()) else {
        return Ok(());
    };
    let Some(ticket) = find(act.tx, row.ticket_id)? else { return Ok(()) };
    let Some(marks) = take(act, &row, &ticket)? else { return Ok(()) };
    let notice = Notice { key: "felt-asked", marks, ..Notice::default() };
    tell_person(act, &ticket, row.person_id, &notice)
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It can be answered.
    Open,
    /// It was sent to somebody else than whoever is signed in.
    Foreign,
    /// Its time is over.
    Ended,
    /// It was opened again: it is asked anew when it is put right.
    Again,
    /// Nobody can answer it any more: its person or its words are gone.
    Gone,
}

/// A question as the holder of its link sees it.
#[derive(Clone, Debug)]
pub struct Look {
    /// Where it leads.
    pub stand: Stand,
    /// The ticket's number.
    pub ticket: TicketId,
    /// What it is about.
    pub subject: String,
    /// Whether it was answered.
    pub is_answered: bool,
    /// What was answered; only for whoever it was sent to, signed in.
    pub given: Option<FeedbackRow>,
    /// Whom it was sent to.
    asker: Option<Actor>,
}

impl Look {
    /// Whom it was sent to, for their language and clock; none: they are gone.
    pub fn asker(&self) -> Option<&Actor> {
        self.asker.as_ref()
    }
}

fn find_sent(tx: &mut Tx, app: &App, typed: &str) -> Result<(QuestionRow, Time)> {
    let id = question_of(typed).ok_or(Error::NotFound)?;
    let row = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let right = token(&app.secret, id, (row.ticket_id, row.person_id));
    // one that nobody was sent is nobody's
    match row.sent_at.filter(|_| is_token(&right, typed)) {
        Some(sent) => Ok((row, sent)),
        None => Err(Error::NotFound),
    }
}

fn look_in(tx: &mut Tx, app: &App, visitor: Option<PersonId>, typed: &str) -> Result<Look> {
    let (row, sent) = find_sent(tx, app, typed)?;
    let ticket = find(tx, row.ticket_id)?.ok_or(Error::NotFound)?;
    let asker = people::sign_in::actor_of(tx, row.person_id, &app.config.time_zone())?;
    let given = find_feedback(tx, ticket.id)?;
    let until = sent.plus_seconds(app.config.felt.link_days * 86_400);
    let is_gone = asker.is_none()
        || ticket.requester_id != row.person_id
        || store::is_emptied(tx, ticket.id)?;
    let is_over = matches!(ticket.state, State::Resolved | State::Closed);
    let stand = match () {
        () if visitor.is_some_and(|one| one != row.person_id) => Stand::Foreign,
        () if is_gone => Stand::Gone,
        () if app.now() > until => Stand::Ended,
        () if !is_over => Stand::Again,
        () => Stand::Open,
    };
    Ok(Look {
        stand,
        ticket: ticket.id,
        subject: ticket.subject,
        is_answered: given.is_some(),
        given: given.filter(|_| visitor == Some(row.person_id)),
        asker,
    })
}

/// What a link leads to; [`Error::NotFound`] for every one that is not ours, whatever it names.
pub async fn look(app: &App, visitor: Option<PersonId>, typed: &str) -> Result<Look> {
    let (own, typed) = (app.clone(), typed.to_owned());
    app.read(move |tx| look_in(tx, &own, visitor, &typed)).await
}

/// Takes an answer by a link, for whoever it was sent to. [`Error::Conflict`] where it takes none
/// any more.
pub async fn answer(
    app: &App,
    visitor: Option<PersonId>,
    typed: &str,
    (new, network): (NewFeedback, &str),
) -> Result<()> {
    let subject = format!("how from {}", keyed_hash(&app.secret, network.as_bytes()));
    let typed = typed.to_owned();
    // noted by itself: what is refused afterwards counts, too; and not as a deed, because words that
    // are withheld from the answer belong to the deed that follows
    let now = app.now();
    app.db.write(move |tx| count_try(tx, &subject, now)).await?;
    app.act(&Actor::system(), move |act| {
        let it = look_in(act.tx, act.app, visitor, &typed)?;
        match (it.stand, it.asker) {
            (Stand::Open, Some(asker)) => {
                let mut own = act.as_other(&asker);
                felt::give_in(&mut own, it.ticket, &new)
            }
            _ => Err(Error::Conflict),
        }
    })
    .await
}

fn count_try(tx: &mut Tx, subject: &str, now: Time) -> Result<()> {
    if store::count_tries(tx, subject, now.plus_seconds(-WINDOW))? >= MOST {
        return Err(Error::TooMany(WINDOW.unsigned_abs()));
    }
    Ok(store::insert_try(tx, subject, now, now.plus_seconds(-3600))?)
}
