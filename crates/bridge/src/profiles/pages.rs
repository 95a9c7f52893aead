//! The page of a department or a team, and the form in which its people write it.

use super::{
    actions::{self, NewProfile, Shown, fields},
    model::{Hours, Section, Way, WayRow, changed_meanwhile, hours_at},
};
use crate::{
    directory::{DepartmentRow, Owner, PersonRow, TeamRow, between_in_words},
    providers, skills,
    years::{Coming, span_in_words},
};
use base::{DepartmentId, PersonId, TeamId};
use desk::drafts::{self, Editor, Panel, Sheet};
use people::calendars::OpenHours;
use web::{markdown, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/departments/{id}", get(show_department))
        .route("/departments/{id}/edit", get(edit_department).post(save_department))
        .route("/teams/{id}", get(show_team))
        .route("/teams/{id}/edit", get(edit_team).post(save_team))
}

/// The page, also with a form of it that was refused.
#[derive(Template)]
#[template(path = "profiles/show.html")]
struct ProfilePage {
    page: Page,
    it: Shown,
    /// What it says, as safe HTML; empty: nothing.
    sections: Vec<(Section, String)>,
    hours: Vec<Hours>,
    /// Whose team it is, or what the department is part of.
    parent: Option<DepartmentRow>,
    inside: Vec<DepartmentRow>,
    teams: Vec<TeamRow>,
    people: Vec<(PersonRow, Vec<String>)>,
    /// What a team knows.
    skills: Vec<skills::TeamSkill>,
    all_skills: Vec<String>,
    /// How it and the reader hang together.
    between: Vec<String>,
    /// How we work with another organisation; empty: it is none, or not for the reader.
    supplier: String,
    today: jiff::civil::Date,
    /// The reader's department.
    own: Option<String>,
    form: Fields,
    problems: Problems,
}

impl ProfilePage {
    fn when(&self, one: &Coming) -> String {
        span_in_words(self.page.language, one.from, one.until)
    }
    fn is_on(&self, one: &Coming) -> bool {
        one.is_on(self.today)
    }
    fn is_team(&self) -> bool {
        matches!(self.it.owner, Owner::Team(_))
    }
    fn is_empty(&self) -> bool {
        self.sections.iter().all(|(_, html)| html.is_empty())
    }
    fn load(&self) -> String {
        let Some(load) = self.it.load else { return String::new() };
        let (n, departments) = (load.open.to_string(), load.departments.to_string());
        let language = self.page.language;
        if load.open == 0 {
            return language.t("load-none").to_owned();
        }
        let said = language.with("load-said", &[("n", &n), ("departments", &departments)]);
        match &self.own {
            Some(name) if load.own > 0 => {
                let own = load.own.to_string();
                let args = [("n", own.as_str()), ("name", name), ("departments", &departments)];
                format!("{said} {}", language.with("load-own", &args))
            }
            _ => said,
        }
    }
    fn is_me(&self, id: &PersonId) -> bool {
        self.page.person == id.to_string()
    }
}

fn department(id: i64) -> Owner {
    Owner::Department(DepartmentId(id))
}

fn team(id: i64) -> Owner {
    Owner::Team(TeamId(id))
}

/// What a page is made of beside the profile.
struct Loaded {
    it: Shown,
    known: Vec<(PersonId, String)>,
    skills: Vec<skills::TeamSkill>,
    all_skills: Vec<String>,
    supplier: String,
}

async fn load(visit: &Visit, owner: Owner) -> Result<(Page, Loaded)> {
    let (app, actor, page) = (visit.app.clone(), visit.actor.clone(), visit.page(""));
    let (mut page, loaded) = visit
        .app
        .read(move |tx| {
            let it = actions::show(tx, &app, &actor, owner)?;
            let known = skills::list_known(tx, &actor)?;
            let (skills, all_skills) = match owner {
                Owner::Team(id) => (skills::of_team(tx, &actor, id)?, skills::names(tx, &actor)?),
                Owner::Department(_) => (Vec::new(), Vec::new()),
            };
            let supplier = match owner {
                Owner::Department(id) => providers::part(tx, &app, &actor, id, &page)?,
                Owner::Team(_) => String::new(),
            };
            Ok((page, Loaded { it, known, skills, all_skills, supplier }))
        })
        .await?;
    page.title.clone_from(&loaded.it.name);
    Ok((page, loaded))
}

/// What is around it: what it is part of, what is inside it, and its teams.
fn around(it: &Shown) -> (Option<DepartmentRow>, Vec<DepartmentRow>, Vec<TeamRow>) {
    let all = &it.organisation;
    let (parent, inside, teams) = match it.owner {
        Owner::Department(id) => {
            let teams = all.teams.iter().filter(|one| one.department_id == id && one.is_active);
            let inside = all.inside(Some(id)).into_iter().cloned().collect();
            let parent = all.department(id).and_then(|one| one.parent_id);
            (parent, inside, teams.cloned().collect())
        }
        Owner::Team(id) => (all.team(id).map(|one| one.department_id), Vec::new(), Vec::new()),
    };
    (parent.and_then(|id| all.department(id)).cloned(), inside, teams)
}

/// Its people, each with what they say they know.
fn people(it: &Shown, known: &[(PersonId, String)]) -> Vec<(PersonRow, Vec<String>)> {
    let people = match it.owner {
        Owner::Department(id) => it.organisation.people_of(id),
        Owner::Team(id) => it.organisation.people_in(id),
    };
    let knows = |id: PersonId| known.iter().filter(move |(one, _)| *one == id);
    let one = |one: &PersonRow| {
        (one.clone(), knows(one.id).map(|(_, name)| name.clone()).collect::<Vec<_>>())
    };
    people.into_iter().map(one).collect()
}

/// The page of a department or a team, with the form of skills that was refused.
pub(crate) async fn profile_page(
    visit: &Visit,
    owner: Owner,
    form: Fields,
    problems: Problems,
) -> Result<Response> {
    let (page, Loaded { it, known, skills, all_skills, supplier }) = load(visit, owner).await?;
    let organisation = &it.organisation;
    let of = |section: &Section| match it.profile.section(*section) {
        "" => (*section, String::new()),
        text => (*section, markdown(text)),
    };
    let sections = Section::ALL.iter().map(of).collect();
    let (parent, inside, teams) = around(&it);
    let me = visit.actor.id.and_then(|id| organisation.person(id));
    let between = match (me, &it.leader) {
        (Some(me), Some(leader)) if me.id != leader.id => {
            between_in_words(page.language, &organisation.between(leader.id, me.id), false)
        }
        _ => Vec::new(),
    };
    let own = visit.actor.department.and_then(|id| organisation.department(id));
    let is_refused = !problems.0.is_empty();
    let shown = ProfilePage {
        sections,
        hours: list_hours(&page, &it),
        parent,
        inside,
        teams,
        people: people(&it, &known),
        skills,
        all_skills,
        between,
        supplier,
        today: visit.app.config.time_zone().to_datetime(visit.app.now().timestamp()).date(),
        own: own.map(|one| one.name.clone()),
        form,
        problems,
        it,
        page,
    };
    if is_refused { refused_form(&shown) } else { html(&shown) }
}

/// When it is there: its own hours, and those of its places.
fn list_hours(page: &Page, it: &Shown) -> Vec<Hours> {
    let said = |place: String, open: &OpenHours| {
        hours_at(page.language, (&page.zone, page.now), place, Some(open))
    };
    let own = it.open.iter().map(|open| said(page.t("hours-support").to_owned(), open));
    let places = it.places.iter().map(|(name, open)| said(name.clone(), open));
    own.chain(places).filter(|one| !one.week.is_empty()).collect()
}

async fn show_department(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    profile_page(&visit, department(id), Fields::default(), Problems::default()).await
}

async fn show_team(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    profile_page(&visit, team(id), Fields::default(), Problems::default()).await
}

#[derive(Template)]
#[template(path = "profiles/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    drafts: Panel,
    it: Shown,
}

impl EditPage {
    fn ways(&self) -> Vec<(Way, &'static str, &'static str)> {
        let of = |way: &Way| (*way, fields(*way).0, fields(*way).1);
        Way::ALL.iter().map(of).collect()
    }
}

fn editor(owner: Owner) -> Editor {
    match owner {
        Owner::Department(id) => Editor::Page(Sheet::DepartmentProfile, id.0),
        Owner::Team(id) => Editor::Page(Sheet::TeamProfile, id.0),
    }
}

async fn edit_page(
    visit: &Visit,
    owner: Owner,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    let it = visit.app.read(move |tx| actions::show(tx, &app, &actor, owner)).await?;
    if !it.may_edit {
        return Err(Error::Forbidden.into());
    }
    let (app, actor) = (&visit.app, &visit.actor);
    let (form, drafts) = drafts::open(app, actor, editor(owner), form, stored(&it)).await?;
    let page = visit.page(visit.actor.language.with("profile-edit", &[("name", &it.name)]));
    Ok(EditPage { page, form, problems, drafts, it })
}

/// The form with what is there.
fn stored(it: &Shown) -> Fields {
    let sections = Section::ALL.iter();
    let mut form =
        Fields::new(sections.map(|section| (section.to_string(), it.profile.section(*section))));
    form.set("hours", it.profile.hours.as_str());
    form.set("version", it.profile.version.to_string());
    for way in &it.ways {
        let (field, for_field) = fields(way.way);
        form.set(field, way.address.as_str());
        form.set(for_field, way.use_for.as_str());
    }
    form
}

fn read(fields_sent: &Fields) -> NewProfile {
    let text = |name: &str| fields_sent.get(name).to_owned();
    let way = |way: &Way| {
        let (field, for_field) = fields(*way);
        WayRow { way: *way, address: text(field), use_for: text(for_field) }
    };
    NewProfile {
        mission: text("mission"),
        come_for: text("come_for"),
        not_for: text("not_for"),
        proud_of: text("proud_of"),
        worried_by: text("worried_by"),
        judged_on: text("judged_on"),
        hours: text("hours"),
        ways: Way::ALL.iter().map(way).collect(),
    }
}

async fn save(visit: Visit, owner: Owner, mut form: Fields) -> Result<Response> {
    let version = form.number("version").unwrap_or_default();
    let outcome = actions::change(&visit.app, &visit.actor, owner, version, read(&form)).await;
    let problems = match outcome {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(owner), &form).await;
            return go(format!("{}?said=saved", owner.href()));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = edit_page(&visit, owner, Some(form.clone()), Problems::default()).await?;
            changed_meanwhile(&mut form, &stored(&now.it), &[])
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, owner, Some(form), problems).await?)
}

async fn edit_department(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, department(id), None, Problems::default()).await?)
}

async fn edit_team(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, team(id), None, Problems::default()).await?)
}

async fn save_department(visit: Visit, Path(id): Path<i64>, form: Posted) -> Result<Response> {
    save(visit, department(id), form.fields).await
}

async fn save_team(visit: Visit, Path(id): Path<i64>, form: Posted) -> Result<Response> {
    save(visit, team(id), form.fields).await
}
