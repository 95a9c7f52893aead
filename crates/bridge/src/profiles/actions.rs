//! Reading and writing what a department or a team says of itself.

use super::{
    model::{Load, PlaceRow, ProfileRow, Section, Way, WayRow},
    store,
};
use crate::{
    agenda::Line,
    directory::{Organisation, Owner, PersonRow, organisation},
    relationships::Relationship,
    years::{self, Coming, span_in_words},
};
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, Time, Tx};
use calendar::WeeklyHours;
use desk::hours;
use people::{
    calendars::{self, OpenHours},
    departments,
};

/// Everything a department or a team says of itself, and where it stands.
pub struct Shown {
    /// Whose it is.
    pub owner: Owner,
    /// Its name.
    pub name: String,
    /// Whether it is still there.
    pub is_active: bool,
    /// What it says.
    pub profile: ProfileRow,
    /// How it is reached.
    pub ways: Vec<WayRow>,
    /// When it is there itself; none: only its places are open.
    pub open: Option<OpenHours>,
    /// Its places, and when they are open.
    pub places: Vec<(String, OpenHours)>,
    /// What is on or to come in its year, the next first.
    pub coming: Vec<Coming>,
    /// What it has before it; none: it gives no help.
    pub load: Option<Load>,
    /// Who leads it.
    pub leader: Option<PersonRow>,
    /// Whether the reader may say what it is about.
    pub may_edit: bool,
    /// Where everything else is.
    pub organisation: Organisation,
}

/// What a department or a team says of itself, for whoever may see the directory.
pub fn show(tx: &mut Tx, app: &App, actor: &Actor, owner: Owner) -> Result<Shown> {
    let organisation = organisation(tx, actor)?;
    let mut profile = store::find(tx, owner.ids())?.unwrap_or_default();
    let ways = match profile.id {
        0 => Vec::new(),
        id => store::list_ways(tx, id)?,
    };
    let may_edit = organisation.may_edit(actor, owner);
    let (name, is_active, leader, places, load) = match owner {
        Owner::Department(id) => {
            let it = organisation.department(id).ok_or(Error::NotFound)?;
            profile.mission.clone_from(&it.mission);
            let load = match it.is_provider {
                true => Some(store::count_open_of_department(tx, id)?),
                false => None,
            };
            let leader = organisation.leader(id).cloned();
            (it.name.clone(), it.is_active, leader, store::list_places(tx, id)?, load)
        }
        Owner::Team(id) => {
            let it = organisation.team(id).ok_or(Error::NotFound)?;
            let leader = organisation.above(it.department_id).into_iter();
            let leader = leader.filter_map(|one| organisation.leader(one)).next().cloned();
            let load = Some(store::count_open_of_team(tx, id)?);
            (it.name.clone(), it.is_active, leader, Vec::new(), load)
        }
    };
    let load = load.map(|rows| Load::of(&rows, actor.department));
    let coming = years::list_coming(tx, app, actor, owner)?;
    let open = match owner {
        Owner::Team(id) => Some(hours::of_team(tx, app, Some(id))?),
        Owner::Department(id) if calendars::has_own(tx, calendars::Owner::Department(id))? => {
            Some(hours::of_department(tx, app, id)?)
        }
        Owner::Department(_) => None,
    };
    let mut open_places = Vec::new();
    for PlaceRow { id, name } in places {
        open_places.extend(hours::of_place(tx, app, id)?.map(|open| (name, open)));
    }
    let places = open_places;
    Ok(Shown {
        owner,
        name,
        is_active,
        profile,
        ways,
        open,
        places,
        coming,
        load,
        leader,
        may_edit,
        organisation,
    })
}

/// How a profile says that its people are reached.
pub fn ways(tx: &mut Tx, actor: &Actor, profile: i64) -> Result<Vec<WayRow>> {
    actor.may(Right::SeeDirectory)?;
    Ok(store::list_ways(tx, profile)?)
}

/// A profile as somebody writes it down. Texts are Markdown, at most 2000 characters each.
#[derive(Clone, Debug, Default)]
pub struct NewProfile {
    /// What it is for.
    pub mission: String,
    /// What to come for.
    pub come_for: String,
    /// What not to come for, and where to go instead.
    pub not_for: String,
    /// What it is proud of.
    pub proud_of: String,
    /// What worries it.
    pub worried_by: String,
    /// What it is judged on.
    pub judged_on: String,
    /// When it is there, as people type hours; may be empty.
    pub hours: String,
    /// How it is reached; those without an address are left out.
    pub ways: Vec<WayRow>,
}

const LONGEST: usize = 2000;

impl NewProfile {
    fn check(self) -> Result<(ProfileRow, Vec<WayRow>)> {
        let mut problems = Problems::default();
        let mut text =
            |section: Section, raw: &str| problems.optional_text(section.as_str(), raw, LONGEST);
        let row = ProfileRow {
            mission: text(Section::Mission, &self.mission),
            come_for: text(Section::ComeFor, &self.come_for),
            not_for: text(Section::NotFor, &self.not_for),
            proud_of: text(Section::ProudOf, &self.proud_of),
            worried_by: text(Section::WorriedBy, &self.worried_by),
            judged_on: text(Section::JudgedOn, &self.judged_on),
            hours: match WeeklyHours::parse(&self.hours) {
                Ok(week) if self.hours.trim().is_empty() || week.is_never_open() => String::new(),
                Ok(week) => week.to_string(),
                Err(error) => {
                    problems.add_with("hours", "problem-hours", vec![("said", error.message)]);
                    String::new()
                }
            },
            ..ProfileRow::default()
        };
        let mut ways = Vec::new();
        for way in self.ways {
            let (field, for_field) = fields(way.way);
            let address = problems.optional_line(field, &way.address, 200);
            let use_for = problems.optional_line(for_field, &way.use_for, 200);
            if address.is_empty() && !use_for.is_empty() {
                problems.add(field, "problem-way-address");
            }
            if !address.is_empty() {
                ways.push(WayRow { way: way.way, address, use_for });
            }
        }
        problems.check()?;
        Ok((row, ways))
    }
}

/// The fields of a way in the form.
pub(super) fn fields(way: Way) -> (&'static str, &'static str) {
    match way {
        Way::Mail => ("mail", "mail_for"),
        Way::Phone => ("phone", "phone_for"),
        Way::Chat => ("chat", "chat_for"),
        Way::Counter => ("counter", "counter_for"),
    }
}

/// Writes a profile that was read at `version` (0: there was none): whoever looks after the
/// department or what it is part of, and the agents of a team.
pub async fn change(
    app: &App,
    actor: &Actor,
    owner: Owner,
    version: i64,
    new: NewProfile,
) -> Result<()> {
    actor.may(Right::SeeDirectory)?;
    let new = new.check();
    let app_of = app.clone();
    app.act(actor, move |act| {
        let old = show(act.tx, &app_of, act.actor, owner)?;
        if !old.may_edit {
            return Err(Error::Forbidden);
        }
        let (mut row, ways) = new?;
        let was = old.profile.mission.clone();
        if let Owner::Department(id) = owner {
            let mission = std::mem::take(&mut row.mission);
            write(act, &old, version, &row, &ways)?;
            calendars::write_own_hours(act, calendars::Owner::Department(id), &row.hours)?;
            departments::restate(act, id, &mission)?;
            return record(act, owner, &was, &mission);
        }
        write(act, &old, version, &row, &ways)?;
        if let Owner::Team(id) = owner {
            calendars::write_own_hours(act, calendars::Owner::Team(id), &row.hours)?;
        }
        record(act, owner, &was, &row.mission)
    })
    .await
}

fn write(
    act: &mut Act<'_>,
    old: &Shown,
    version: i64,
    row: &ProfileRow,
    ways: &[WayRow],
) -> Result<()> {
    let by = act.actor.id;
    let id = match old.profile.id {
        0 if version != 0 => return Err(Error::Conflict),
        0 => match store::insert(act.tx, old.owner.ids(), row, by, act.now) {
            Err(db::Error::Unique(_)) => return Err(Error::Conflict),
            made => made?,
        },
        id => {
            if !store::update(act.tx, id, version, row, (by, act.now))? {
                return Err(Error::Conflict);
            }
            id
        }
    };
    Ok(store::replace_ways(act.tx, id, ways)?)
}

fn record(act: &mut Act<'_>, owner: Owner, was: &str, is: &str) -> Result<()> {
    let (before, after) = match was == is {
        true => (String::new(), String::new()),
        false => (was.to_owned(), is.to_owned()),
    };
    let subject = owner.subject();
    act.record(&Event { kind: "profile.changed", subject, before, after, ..Event::default() })
}

/// How far ahead a meeting looks, in days.
const AHEAD_DAYS: i32 = 42;

/// What this brings to a meeting of the relationship: the busy weeks of either side that are on or
/// coming. Both sides may read these.
pub fn for_agenda(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    let today = app.config.time_zone().to_datetime(app.now().timestamp()).date();
    let sides = [(of.customer_id, &of.customer), (of.provider_id, &of.provider)];
    let mut all = Vec::new();
    for (id, name) in sides {
        let owner = Owner::Department(id);
        let coming = years::list_coming(tx, app, actor, owner)?;
        let near = coming.into_iter().filter(|one| one.is_within(today, AHEAD_DAYS));
        all.extend(near.map(|one| (one, name, owner)));
    }
    all.sort_by(|a, b| (a.0.from, &a.0.name).cmp(&(b.0.from, &b.0.name)));
    let line = |(one, name, owner): (Coming, &String, Owner)| {
        let when = span_in_words(actor.language, one.from, one.until);
        let said = [("name", one.name.as_str()), ("who", name.as_str()), ("when", when.as_str())];
        Line {
            text: actor.language.with("year-line", &said),
            href: format!("{}#year", owner.href()),
            note: one.means,
        }
    };
    Ok(all.into_iter().map(line).collect())
}
