//! Writing down what happens at a desk.

use super::{
    model::{Fix, Outcome, Panel, Whom, words_of},
    store::{self, ColleagueRow, NearRow, NewRow, WorkRow},
};
use crate::{
    checks,
    conversation::NewMessage,
    custom_fields::{self, Typed},
    devices::{self, Device, DeviceKind},
    impact::{Answers, Hurts, Scope, Stopped, Workaround},
    once::{hash as once_hash, once},
    tickets::{self, Ball, Channel, Kind, NewTicket, State, find_place_of, update_state},
};
use base::{
    Act, Actor, App, DeviceId, Error, LocationId, PersonId, Problems, Result, Right, TicketId,
    Time, Tx,
};

/// One piece of work, as it is written down.
#[derive(Clone, Debug)]
pub struct NewWork {
    /// What kind of device; that of the device, if one is named.
    pub kind: DeviceKind,
    /// Which one, if it is listed.
    pub device: Option<DeviceId>,
    /// Where; none: where the device stands, or the person works.
    pub location: Option<LocationId>,
    /// For whom.
    pub whom: Whom,
    /// Which colleague, where it is for one.
    pub colleague: Option<PersonId>,
    /// What they see.
    pub symptom: String,
    /// Anything to add.
    pub more: String,
    /// First checks that did not help.
    pub tried: Vec<i64>,
    /// What put it right; none: it goes to IT.
    pub fix: Option<Fix>,
    /// How long it took, if they say.
    pub minutes: Option<i64>,
    /// At the desk, or by phone.
    pub channel: Channel,
    /// How many are stopped.
    pub scope: Scope,
    /// By when it hurts.
    pub hurts: Hurts,
    /// What was answered to the questions of the device's service.
    pub fields: Typed,
    /// Questions that nobody knows are refused.
    pub is_strict: bool,
    /// Makes sending twice harmless.
    pub key: Option<String>,
}

/// The longest work that is believed, in minutes.
const LONGEST: i64 = 600;

fn check(new: &NewWork) -> Result<()> {
    let mut problems = Problems::default();
    // what put it right says what was wrong
    match new.fix {
        Some(_) => problems.optional_text("symptom", &new.symptom, 200),
        None => problems.text("symptom", &new.symptom, 200),
    };
    problems.optional_text("words", &new.more, 5000);
    if new.minutes.is_some_and(|minutes| !(0..=LONGEST).contains(&minutes)) {
        problems.add("minutes", "problem-minutes");
    }
    if let Some(Fix::Words(words)) = &new.fix {
        problems.optional_line("fixed_by", words, 200);
    }
    if new.whom == Whom::Colleague && new.colleague.is_none() {
        problems.add("colleague", "problem-colleague");
    }
    problems.check()
}

/// Writes down what was put right at the desk, which nobody in IT hears of, or sends it to IT with
/// what was tried. The same key twice is done once.
pub async fn record(app: &App, actor: &Actor, new: NewWork) -> Result<TicketId> {
    actor.may(Right::Report)?;
    check(&new)?;
    app.act(actor, move |act| {
        let request = format!("desk {new:?}");
        let made = once(act, new.key.as_deref(), &once_hash(&request), |act| write(act, &new));
        made.map(TicketId)
    })
    .await
}

fn write(act: &mut Act<'_>, new: &NewWork) -> Result<i64> {
    let by = act.actor.person()?;
    let device = find_device(act.tx, new.device)?;
    let kind = device.as_ref().map_or(new.kind, |device| device.kind);
    let home = find_place_of(act.tx, by)?.and_then(|(_, place)| place);
    let stands_at = device.as_ref().and_then(|device| device.location_id);
    let location = new.location.or(stands_at).or(home);
    let check = match &new.fix {
        Some(Fix::Check(id)) => {
            let found = checks::find_all(act.tx, kind, &[*id])?.pop();
            Some(found.ok_or_else(|| Error::invalid("fixed", "problem-choose"))?)
        }
        _ => None,
    };
    let mut tried = checks::find_all(act.tx, kind, &new.tried)?;
    tried.retain(|row| check.as_ref().is_none_or(|check| check.id != row.id));
    let name = match &device {
        Some(device) => device.name.clone(),
        None => base::language("en").t(&format!("device-kind-{kind}")).to_owned(),
    };
    let ticket = ticket_of(new, &name, location);
    let (id, subject) = write_answered(act, new, &ticket, device.as_ref())?;
    for row in &tried {
        store::insert_tried(act.tx, id, (row.id, &row.words), by, act.now)?;
    }
    let fixed_by = match (&new.fix, &check) {
        (_, Some(check)) => check.words.clone(),
        (Some(Fix::Words(words)), _) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    let outcome = if new.fix.is_some() { Outcome::Fixed } else { Outcome::Sent };
    let row = NewRow {
        ticket: id,
        by,
        location,
        kind,
        device: new.device,
        whom: new.whom,
        outcome,
        check: check.map(|check| check.id),
        fixed_by: &fixed_by,
        minutes: new.minutes,
        now: act.now,
    };
    store::insert(act.tx, &row)?;
    match outcome {
        Outcome::Sent => tickets::record(act, "ticket.opened", id, "", &subject, false)?,
        Outcome::Fixed => {
            store::update_no_team(act.tx, id)?;
            for state in [State::Resolved, State::Closed] {
                update_state(act.tx, id, (state, Ball::Nobody), None, None, act.now)?;
            }
            tickets::record(act, "ticket.fixed_at_desk", id, "", &fixed_by, false)?;
        }
    }
    Ok(id.0)
}

/// Writes the ticket with what was answered about it. What was put right at the desk needs nothing
/// from anybody.
fn write_answered(
    act: &mut Act<'_>,
    new: &NewWork,
    ticket: &NewTicket,
    device: Option<&Device>,
) -> Result<(TicketId, String)> {
    let about = (device.and_then(|device| device.service_id), Kind::Incident);
    let mut typed = new.fields.clone();
    let answered = match new.fix {
        Some(_) => Vec::new(),
        None => {
            custom_fields::only_asked(act, about, &mut typed, new.is_strict)?;
            custom_fields::read_all(act, about, &typed, new.is_strict)?
        }
    };
    let (id, subject) = tickets::write(act, ticket, "")?;
    custom_fields::keep(act, id, &answered)?;
    Ok((id, subject))
}

/// The device it is about; refused where it is not in use.
fn find_device(tx: &mut Tx, id: Option<DeviceId>) -> Result<Option<Device>> {
    let Some(id) = id else { return Ok(None) };
    let refused = || Error::invalid("device", "problem-choose");
    let device = devices::get_in(tx, id).map_err(|_| refused())?;
    if device.is_active { Ok(Some(device)) } else { Err(refused()) }
}

/// The ticket it becomes. Nobody is asked more than what changes the answer: one person unless they
/// say otherwise, a slow way round, because the desk is one.
fn ticket_of(new: &NewWork, name: &str, location: Option<LocationId>) -> NewTicket {
    let first = match new.symptom.trim() {
        "" => name.to_owned(),
        symptom => words_of(name, symptom),
    };
    let words = [first.as_str(), new.more.trim()].join("\n\n").trim().to_owned();
    let answers = Answers {
        words: words.clone(),
        scope: new.scope,
        who: if new.whom == Whom::Patron { Stopped::Patrons } else { Stopped::Staff },
        workaround: Workaround::Slow,
        hurts: new.hurts,
        hurts_note: String::new(),
        good_enough: String::new(),
        is_one_place: location.is_some(),
        risks: Vec::new(),
    };
    NewTicket {
        kind: Kind::Incident,
        subject: first,
        answers,
        requester: new.colleague.filter(|_| new.whom == Whom::Colleague),
        department: None,
        location,
        service: None,
        device: new.device,
        channel: new.channel,
        message: NewMessage::text(words, new.channel),
        key: None,
    }
}

/// What was done at the desk about a ticket.
pub(crate) fn panel(tx: &mut Tx, id: TicketId) -> Result<Panel> {
    let work = store::find(tx, id)?;
    let tried = match work.is_some() {
        true => store::list_tried(tx, id)?,
        false => Vec::new(),
    };
    Ok(Panel { work, tried })
}

/// The day's work where somebody is.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// Their place; none: they named none, and it is their own work.
    pub place: Option<String>,
    /// How many were put right there.
    pub fixed: i64,
    /// How many were sent to IT.
    pub sent: i64,
    /// Newest first.
    pub work: Vec<WorkRow>,
}

/// What the actor's place did today, by their clock.
pub async fn today(app: &App, actor: &Actor) -> Result<Today> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    let now = actor.zone.to_datetime(app.now().timestamp());
    let start =
        now.date().to_zoned_datetime(actor.zone.clone()).map(|at| Time::from(at.timestamp()));
    let since = start.unwrap_or_else(|_| app.now().plus_seconds(-86_400));
    app.read(move |tx| {
        let place = find_place_of(tx, person)?.and_then(|(_, place)| place);
        let (work, counts) = match place {
            Some(place) => (store::list_at(tx, place, since)?, store::count_at(tx, place, since)?),
            None => (store::list_by(tx, person, since)?, store::count_by(tx, person, since)?),
        };
        let count = |outcome| counts.iter().find(|(o, _)| *o == outcome).map_or(0, |(_, n)| *n);
        let name = match place {
            Some(place) => store::find_place_name(tx, place)?.map(|(name,)| name),
            None => None,
        };
        Ok(Today { place: name, fixed: count(Outcome::Fixed), sent: count(Outcome::Sent), work })
    })
    .await
}

/// The devices at the actor's place.
pub(crate) async fn near(app: &App, actor: &Actor) -> Result<Vec<NearRow>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.read(move |tx| match find_place_of(tx, person)? {
        Some((_, Some(place))) => Ok(store::list_near(tx, place)?),
        _ => Ok(Vec::new()),
    })
    .await
}

/// Somebody to report for.
pub type Colleague = ColleagueRow;

/// The people of the actor's department, themselves left out.
pub(crate) async fn colleagues(app: &App, actor: &Actor) -> Result<Vec<Colleague>> {
    actor.may(Right::SeeDirectory)?;
    let me = actor.id;
    let Some(department) = actor.department else { return Ok(Vec::new()) };
    let mut all = app.read(move |tx| Ok(store::list_colleagues(tx, department)?)).await?;
    all.retain(|person| Some(person.id) != me);
    Ok(all)
}
