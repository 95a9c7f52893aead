//! Planning what a table would do, and doing it by the same actions as the forms.

use super::model::{Kind, Outcome, Plan, Planned, differences};
use base::{
    Actor, App, DepartmentId, Error, LocationId, PersonId, Problems, Result, ServiceId, TeamId,
};
use desk::services::{self, NewService, ServiceRow};
use people::{
    departments,
    locations::{self, Location, NewLocation},
    persons::{self, NewPerson, Person},
    tables::Table,
    teams,
};
use std::collections::HashMap;

/// Lines in one table; more come in several.
const MOST_LINES: usize = 5_000;

/// What there is already, by lower-case name.
struct Known {
    departments: HashMap<String, DepartmentId>,
    locations: HashMap<String, Location>,
    teams: HashMap<String, TeamId>,
    services: HashMap<String, ServiceRow>,
}

/// What a line asks for.
enum Wanted {
    Person(Option<(PersonId, i64)>, NewPerson),
    Location(Option<(LocationId, i64)>, NewLocation),
    Service(Option<(ServiceId, i64)>, NewService),
}

/// Says line by line what a table would do, and changes nothing.
pub async fn plan(app: &App, actor: &Actor, kind: Kind, text: &str) -> Result<Plan> {
    go_through(app, actor, kind, text, false).await
}

/// Brings a table in, line by line; a line that is refused keeps none of the others out. Doing it
/// twice changes nothing more.
pub async fn bring_in(app: &App, actor: &Actor, kind: Kind, text: &str) -> Result<Plan> {
    go_through(app, actor, kind, text, true).await
}

async fn go_through(
    app: &App,
    actor: &Actor,
    kind: Kind,
    text: &str,
    is_done: bool,
) -> Result<Plan> {
    actor.may(kind.right())?;
    let table = read(kind, text)?;
    let (must, may) = kind.columns();
    let is_known = |name: &String| must.contains(&name.as_str()) || may.contains(&name.as_str());
    let unknown = table.columns.iter().filter(|name| !is_known(name)).cloned().collect();
    let mut plan = Plan { lines: Vec::with_capacity(table.rows.len()), unknown };
    let mut known = known(app, actor, kind).await?;
    let mut names = std::collections::HashSet::new();
    for (line, cells) in &table.rows {
        let cell = |column: &str| table.cell(cells, column);
        let key = if kind == Kind::People { "email" } else { "name" };
        let is_first = names.insert(cell(key).unwrap_or_default().to_lowercase());
        let done = match is_first {
            true => one(app, actor, kind, &known, &cell, is_done).await,
            false => Err(Error::invalid(key, "problem-import-twice")),
        };
        let outcome = match done {
            Ok(outcome) => outcome,
            Err(Error::Invalid(problems)) => Outcome::Refused(problems),
            Err(Error::Conflict) => Outcome::Refused(problems_of("name", "problem-moved-on")),
            Err(error) => return Err(error),
        };
        // a place may be part of one that an earlier line brings
        if is_done && kind == Kind::Locations && outcome == Outcome::New {
            known = self::known(app, actor, kind).await?;
        }
        let name = cell("name").unwrap_or_default().to_owned();
        plan.lines.push(Planned { line: *line, name, outcome });
    }
    Ok(plan)
}

fn problems_of(field: &str, key: &'static str) -> Problems {
    let mut problems = Problems::default();
    problems.add(field, key);
    problems
}

fn read(kind: Kind, text: &str) -> Result<Table> {
    let unreadable = |line: u64| {
        let mut problems = Problems::default();
        problems.add_with("text", "problem-import-line", vec![("line", line.to_string())]);
        Error::Invalid(problems)
    };
    let table = Table::parse(text).map_err(unreadable)?;
    let missing = kind.columns().0.iter().find(|c| !table.columns.iter().any(|name| name == *c));
    if let Some(column) = missing {
        let mut problems = Problems::default();
        let args = vec![("column", (*column).to_owned())];
        problems.add_with("text", "problem-import-column", args);
        return Err(Error::Invalid(problems));
    }
    if table.rows.len() > MOST_LINES {
        return Err(Error::invalid("text", "problem-import-long"));
    }
    Ok(table)
}

async fn known(app: &App, actor: &Actor, kind: Kind) -> Result<Known> {
    let low = |name: &str| name.to_lowercase();
    let departments = departments::list(app, actor).await?;
    let teams = teams::list(app, actor).await?;
    let mut known = Known {
        departments: departments.iter().map(|d| (low(&d.name), DepartmentId(d.id))).collect(),
        locations: HashMap::new(),
        teams: teams.iter().map(|t| (low(&t.name), TeamId(t.id))).collect(),
        services: HashMap::new(),
    };
    if kind != Kind::Services {
        // people need the places' names, whoever may not change them
        let mut after = 0;
        loop {
            let some = locations::page(app, actor, after, 500).await?;
            let Some(last) = some.last() else { break };
            after = last.id.0;
            known.locations.extend(some.into_iter().map(|l| (low(&l.name), l)));
        }
    } else {
        let all = services::list(app, actor, true).await?;
        known.services = all.into_iter().map(|s| (low(&s.name), s)).collect();
    }
    Ok(known)
}

/// What becomes of one line.
async fn one<'a>(
    app: &App,
    actor: &Actor,
    kind: Kind,
    known: &Known,
    cell: &(impl Fn(&str) -> Option<&'a str> + Sync),
    is_done: bool,
) -> Result<Outcome> {
    let (wanted, outcome) = match kind {
        Kind::People => person(app, actor, known, cell).await?,
        Kind::Locations => location(app, known, cell)?,
        Kind::Services => service(known, cell)?,
    };
    if !is_done || outcome == Outcome::Same {
        return Ok(outcome);
    }
    match wanted {
        Wanted::Person(None, new) => persons::create(app, actor, new).await.map(drop)?,
        Wanted::Person(Some((id, at)), new) => persons::update(app, actor, id, at, new).await?,
        Wanted::Location(None, new) => locations::create(app, actor, new).await.map(drop)?,
        Wanted::Location(Some((id, at)), new) => {
            locations::update(app, actor, id, at, new).await?;
        }
        Wanted::Service(None, new) => services::create(app, actor, new).await.map(drop)?,
        Wanted::Service(Some((id, at)), new) => services::update(app, actor, id, at, new).await?,
    }
    Ok(outcome)
}

/// The thing that a cell names; an empty cell names none, a column that is not there changes
/// nothing.
fn named<T: Copy>(
    problems: &mut Problems,
    column: &'static str,
    cell: Option<&str>,
    now: Option<T>,
    find: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    match cell {
        None => now,
        Some("") => None,
        Some(name) => find(&name.to_lowercase()).or_else(|| {
            problems.add_with(column, "problem-import-unknown", vec![("name", name.to_owned())]);
            None
        }),
    }
}

async fn person<'a>(
    app: &App,
    actor: &Actor,
    known: &Known,
    cell: &(impl Fn(&str) -> Option<&'a str> + Sync),
) -> Result<(Wanted, Outcome)> {
    let email = cell("email").unwrap_or_default().to_lowercase();
    let existing: Option<Person> = match persons::find_by_email(app, actor, &email).await? {
        Some(id) => Some(persons::show(app, actor, id).await?.person),
        None => None,
    };
    let was = existing.as_ref().map(Person::as_new).unwrap_or_default();
    let mut problems = Problems::default();
    let find_department = |name: &str| known.departments.get(name).copied();
    let find_location = |name: &str| known.locations.get(name).map(|l| l.id);
    let text = |column: &str, now: &str| cell(column).unwrap_or(now).to_owned();
    let department =
        named(&mut problems, "department", cell("department"), was.department, find_department);
    let location = named(&mut problems, "location", cell("location"), was.location, find_location);
    problems.check()?;
    let new = NewPerson {
        name: text("name", &was.name),
        title: text("title", &was.title),
        email,
        department,
        location,
        ..was.clone()
    };
    let new = new.check()?;
    let outcome = match &existing {
        None => Outcome::New,
        Some(_) => differences(&was.pairs(), &new.pairs()),
    };
    Ok((Wanted::Person(existing.map(|p| (p.id, p.version)), new), outcome))
}

fn location<'a>(
    app: &App,
    known: &Known,
    cell: &impl Fn(&str) -> Option<&'a str>,
) -> Result<(Wanted, Outcome)> {
    let name = cell("name").unwrap_or_default().to_owned();
    let existing = known.locations.get(&name.to_lowercase());
    let was = existing.map_or_else(
        || NewLocation {
            name: String::new(),
            department: None,
            parent: None,
            address: String::new(),
            time_zone: app.config.server.time_zone.clone(),
            hours: String::new(),
            calendar: None,
        },
        Location::as_new,
    );
    let mut problems = Problems::default();
    let find_department = |name: &str| known.departments.get(name).copied();
    let find_location = |name: &str| known.locations.get(name).map(|l| l.id);
    let text = |column: &str, now: &str| cell(column).unwrap_or(now).to_owned();
    let department =
        named(&mut problems, "department", cell("department"), was.department, find_department);
    let parent = named(&mut problems, "part_of", cell("part_of"), was.parent, find_location);
    problems.check()?;
    let zone = cell("time_zone").filter(|zone| !zone.is_empty()).unwrap_or(&was.time_zone);
    let new = NewLocation {
        name,
        department,
        parent,
        address: text("address", &was.address),
        time_zone: zone.to_owned(),
        hours: text("hours", &was.hours),
        calendar: was.calendar,
    };
    let new = new.check()?;
    let outcome = match existing {
        None => Outcome::New,
        Some(_) => differences(&was.pairs(), &new.pairs()),
    };
    Ok((Wanted::Location(existing.map(|l| (l.id, l.version)), new), outcome))
}

fn service<'a>(
    known: &Known,
    cell: &impl Fn(&str) -> Option<&'a str>,
) -> Result<(Wanted, Outcome)> {
    let name = cell("name").unwrap_or_default().to_owned();
    let existing = known.services.get(&name.to_lowercase());
    let now = |text: fn(&ServiceRow) -> &String| existing.map(text).cloned().unwrap_or_default();
    let mut problems = Problems::default();
    let find_team = |name: &str| known.teams.get(name).copied();
    let was = existing.and_then(|s| s.team_id);
    let team = named(&mut problems, "team", cell("team"), was, find_team);
    problems.line("name", &name, 100);
    if team.is_none() && problems.0.is_empty() {
        problems.add("team", "problem-choose");
    }
    problems.check()?;
    let text = |column: &str, now: String| cell(column).map_or(now, str::to_owned);
    let new = NewService {
        name,
        description: text("description", now(|s| &s.description)),
        team,
        keywords: text("keywords", now(|s| &s.keywords)),
        is_active: existing.is_none_or(|s| s.is_active),
    };
    let pairs = |name: &str, description: &str, team: Option<TeamId>, keywords: &str| {
        vec![
            ("name", name.to_owned()),
            ("description", description.to_owned()),
            ("team", team.map(|id| id.to_string()).unwrap_or_default()),
            ("keywords", keywords.to_owned()),
        ]
    };
    let outcome = match existing {
        None => Outcome::New,
        Some(s) => differences(
            &pairs(&s.name, &s.description, s.team_id, &s.keywords),
            &pairs(&new.name, &new.description, new.team, &new.keywords),
        ),
    };
    Ok((Wanted::Service(existing.map(|s| (s.id, s.version)), new), outcome))
}
