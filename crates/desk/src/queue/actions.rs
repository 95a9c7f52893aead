//! Reading lists on behalf of somebody.

use super::{
    model::{Count, Cursor, Fact, Filters, Group, Order, Whose},
    store::{self, Line},
};
use crate::{
    devices,
    list_style::{self, ListStyle},
    ranges::{self, NO_NEWS},
    services,
    snooze::has_snoozes,
    tickets::{self, Heading},
    views::{self, SavedView},
};
use base::{Actor, App, DeviceId, Error, Result, Right, Scope, ServiceId, TicketId, Time, Tx};
use web::Fields;

/// A page of a list.
pub struct Listed {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page starts, if there is one.
    pub next: Option<Cursor>,
}

/// Refuses to list what the actor may not see; every list is made of parts that are checked here.
fn check(actor: &Actor, filters: &Filters) -> Result<()> {
    actor.may(Right::Report)?;
    let may = |whose: &Whose| match whose {
        Whose::Assignee(person) => actor.id == Some(*person) && actor.has(Right::Work),
        Whose::Requester(person) | Whose::Reported(person) | Whose::Watcher(person) => {
            actor.id == Some(*person)
        }
        Whose::Teams(teams) | Whose::Referred(teams) => {
            teams.iter().all(|team| actor.teams().has(team))
        }
        Whose::Departments(some) | Whose::Patrons(some) => {
            some.iter().all(|d| actor.departments().has(d))
        }
    };
    if filters.whose.iter().all(may) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Everything an actor may see, as parts of a list.
pub fn everything(actor: &Actor) -> Vec<Whose> {
    let mut whose = Vec::new();
    if let Scope::Only(teams) = actor.teams()
        && !teams.is_empty()
    {
        whose.extend([Whose::Teams(teams.clone()), Whose::Referred(teams)]);
    }
    if let Scope::Only(departments) = actor.departments()
        && !departments.is_empty()
    {
        whose.push(Whose::Departments(departments));
    }
    if let Some(me) = actor.id {
        whose.extend([Whose::Requester(me), Whose::Watcher(me)]);
    }
    whose
}

/// A page of tickets with everything a row can show.
pub async fn list(app: &App, actor: &Actor, filters: Filters) -> Result<Listed> {
    check(actor, &filters)?;
    app.read(move |tx| page(tx, &filters, Fact::ALL)).await
}

/// The same as numbers only, and where the next page starts.
pub async fn list_ids(
    app: &App,
    actor: &Actor,
    mut filters: Filters,
) -> Result<(Vec<TicketId>, Option<Cursor>)> {
    check(actor, &filters)?;
    app.read(move |tx| {
        settle(tx, &mut filters)?;
        let mut rows = store::list_ids(tx, &filters)?;
        let has_more = cut(&mut rows, filters.limit);
        let next = rows.last().filter(|_| has_more).map(|(key, id)| Cursor { key: *key, id: id.0 });
        Ok((rows.into_iter().map(|(_, id)| id).collect(), next))
    })
    .await
}

/// Shortens a list to what was asked; whether there was more.
pub(crate) fn cut<T>(rows: &mut Vec<T>, limit: i64) -> bool {
    let limit = usize::try_from(limit).unwrap_or(50);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    has_more
}

/// Most people have nothing asleep: their lists need not look at each row.
fn settle(tx: &mut Tx, filters: &mut Filters) -> Result<()> {
    if let Some(reader) = &mut filters.reader {
        reader.has_snoozes = has_snoozes(tx, reader.me, reader.now)?;
    }
    Ok(())
}

fn page(tx: &mut Tx, filters: &Filters, facts: &[Fact]) -> Result<Listed> {
    let mut lines = store::list(tx, filters, facts)?;
    let has_more = cut(&mut lines, filters.limit);
    let next = lines.last().filter(|_| has_more);
    let next = next.map(|line| Cursor {
        key: match filters.effective_order() {
            Order::News => line.news_by.map_or(NO_NEWS, Time::micros),
            _ => line.priority,
        },
        id: line.id.0,
    });
    Ok(Listed { lines, next })
}

/// The facts that a page reads: what the person chose, and what the groups are made of.
fn facts(style: &ListStyle, form: &Fields) -> Vec<Fact> {
    let mut facts = style.facts.clone();
    facts.extend(match Group::parse(form.get("group")) {
        Some(Group::Place) => Some(Fact::Place),
        Some(Group::Service) => Some(Fact::Service),
        None => None,
    });
    facts
}

/// Everything the queue's page shows.
pub struct Opened {
    /// The lines.
    pub listed: Listed,
    /// How the person likes their rows.
    pub style: ListStyle,
    /// How many there are in each ready-made list.
    pub ready: Vec<Count>,
    /// Saved views, and how many are in each.
    pub saved: Vec<(SavedView, Count)>,
    /// What the filters offer.
    pub services: Vec<(ServiceId, String)>,
    /// What the filters offer.
    pub teams: Vec<Heading>,
    /// What the filters offer.
    pub places: Vec<Heading>,
    /// The devices of the place that was chosen, and the one that was; where no place was, all of
    /// them if they are few.
    pub devices: Vec<(DeviceId, String)>,
}

/// How far the numbers beside the lists go.
const COUNTED: i64 = 200;

/// The queue in one reading: each further one would cost a page a change of threads.
pub async fn open(app: &App, actor: &Actor, form: &Fields, ready: Vec<Fields>) -> Result<Opened> {
    actor.may(Right::Work)?;
    let now = app.now();
    let mut filters = Filters::read(form, actor, now)?;
    check(actor, &filters)?;
    let (actor, form) = (actor.clone(), form.clone());
    app.read(move |tx| {
        settle(tx, &mut filters)?;
        let me = actor.person()?;
        let style = list_style::find(tx, me)?;
        let counted = |tx: &mut Tx, form: &Fields| {
            let mut wanted = Filters::read(form, &actor, now)?;
            wanted.reader = filters.reader;
            // a shared view may ask for a team that this person is not in
            match check(&actor, &wanted) {
                Ok(()) => Ok(ranges::count(tx, &wanted, COUNTED)?),
                Err(_) => Ok::<_, Error>(Count::default()),
            }
        };
        let ready = ready.iter().map(|form| counted(tx, form)).collect::<Result<_>>()?;
        let teams = match actor.teams() {
            Scope::Only(teams) => teams,
            Scope::All => Vec::new(),
        };
        let saved = views::list_of(tx, me, &teams)?.into_iter().map(|view| {
            let count = counted(tx, &view.filters())?;
            Ok((view, count))
        });
        let saved = saved.collect::<Result<_>>()?;
        Ok(Opened {
            listed: page(tx, &filters, &facts(&style, &form))?,
            style,
            ready,
            saved,
            services: services::list_names(tx)?,
            teams: tickets::list_teams(tx)?,
            places: tickets::list_locations(tx)?,
            devices: devices::list_names(tx, filters.location, filters.device)?,
        })
    })
    .await
}

/// Rows alone, for a page that is open: those that are named, as far as they are in the list.
pub async fn rows(app: &App, actor: &Actor, form: &Fields) -> Result<(Vec<Line>, ListStyle)> {
    actor.may(Right::Work)?;
    let mut filters = Filters::read(form, actor, app.now())?;
    check(actor, &filters)?;
    let (me, form) = (actor.person()?, form.clone());
    app.read(move |tx| {
        settle(tx, &mut filters)?;
        let style = list_style::find(tx, me)?;
        let listed = page(tx, &filters, &facts(&style, &form))?;
        Ok((listed.lines, style))
    })
    .await
}
