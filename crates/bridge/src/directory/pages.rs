//! The tree of the organisation, and the page of a person.

use super::{
    actions::{self, CardChange},
    model::{Between, DepartmentRow, Organisation, PersonRow, PhoneFor, Shown, TeamRow},
};
use crate::{contributions, profiles, relationships, skills};
use base::{DepartmentId, Language, PersonId};
use desk::drafts::{self, Editor, Panel, Sheet};
use desk::hours;
use people::departments::Kind;
use web::{markdown, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/who-we-are", get(index))
        .route("/people/{id}", get(show))
        .route("/people/{id}/edit", get(edit).post(save))
}

#[derive(Template)]
#[template(path = "directory/index.html")]
struct IndexPage {
    page: Page,
    /// Those above the reader, from the top, and the reader.
    line: Vec<PersonRow>,
    /// How the two sides of each working relationship hang together.
    sides: Vec<Vec<String>>,
    /// The finished branches of the tree.
    ours: Vec<String>,
    /// Those of other organisations.
    others: Vec<String>,
}

#[derive(Template)]
#[template(path = "directory/branch.html")]
struct BranchPanel<'a> {
    page: &'a Page,
    it: &'a DepartmentRow,
    leader: Option<&'a PersonRow>,
    people: Vec<&'a PersonRow>,
    teams: Vec<(&'a TeamRow, usize)>,
    /// Whether the reader works in it.
    is_mine: bool,
    inside: Vec<String>,
}

impl BranchPanel<'_> {
    fn is_me(&self, id: &PersonId) -> bool {
        self.page.person == id.to_string()
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let actor = visit.actor.clone();
    let (organisation, mine) = visit
        .app
        .read(move |tx| {
            let organisation = actions::organisation(tx, &actor)?;
            Ok((organisation, relationships::list_mine(tx, &actor)?))
        })
        .await?;
    let page = visit.page_t("who-title");
    let me = visit.actor.id;
    let line = me.map(|id| organisation.line(id)).unwrap_or_default();
    // from the top down, as one reads it: those who lead stand above
    let line = line.into_iter().rev().cloned().collect();
    let mut sides = Vec::new();
    for (one, _) in &mine {
        sides.push(sides_in_words(page.language, &organisation, one.customer_id, one.provider_id));
    }
    sides.retain(|said: &Vec<String>| !said.is_empty());
    let top = |kind: Kind| -> Result<Vec<String>> {
        let top = organisation.inside(None).into_iter().filter(|one| one.kind == kind);
        top.map(|one| branch(&page, &organisation, one, visit.actor.department)).collect()
    };
    let (ours, others) = (top(Kind::Internal)?, top(Kind::Outsourced)?);
    html(&IndexPage { line, sides, ours, others, page })
}

fn branch(
    page: &Page,
    organisation: &Organisation,
    it: &DepartmentRow,
    mine: Option<DepartmentId>,
) -> Result<String> {
    let inside = organisation.inside(Some(it.id)).into_iter();
    let inside = inside.map(|one| branch(page, organisation, one, mine)).collect::<Result<_>>()?;
    let teams = organisation.teams.iter().filter(|one| one.department_id == it.id && one.is_active);
    let part = BranchPanel {
        page,
        it,
        leader: organisation.leader(it.id),
        people: organisation.people_of(it.id),
        teams: teams.map(|team| (team, organisation.people_in(team.id).len())).collect(),
        is_mine: mine == Some(it.id),
        inside,
    };
    Ok(part.render().map_err(|e| Error::Internal(e.to_string()))?)
}

/// "The Library answers to Helen. Helen and Kerryn both answer to Margaret, whom both sides share."
fn sides_in_words(
    language: &Language,
    organisation: &Organisation,
    customer: DepartmentId,
    provider: DepartmentId,
) -> Vec<String> {
    let head = |id| organisation.above(id).into_iter().find_map(|one| organisation.leader(one));
    let name = |id| organisation.department(id).map_or("", |one| one.name.as_str());
    let (Some(one), Some(other)) = (head(customer), head(provider)) else { return Vec::new() };
    let lead = |id, head: &PersonRow| {
        language.with("who-leads", &[("name", &head.name), ("department", name(id))])
    };
    let mut said = Vec::new();
    for (id, head) in [(customer, one), (provider, other)] {
        if organisation.leader(id).is_some() {
            said.push(lead(id, head));
        }
    }
    let between = organisation.between(one.id, other.id);
    said.extend(between_in_words(language, &between, true));
    if between.shared.is_none() {
        let both = [("one", name(customer)), ("other", name(provider))];
        said.push(language.with("who-nobody-shared", &both));
    }
    said
}

/// How two people hang together, as sentences. Only of those who stand for the two sides is whoever
/// is above both "the manager both sides share": two people of one side have a manager, too.
pub fn between_in_words(language: &Language, it: &Between, is_of_sides: bool) -> Vec<String> {
    let mut said = Vec::new();
    for line in [&it.mine, &it.theirs] {
        for pair in line.windows(2) {
            let names = [("name", pair[0].name.as_str()), ("manager", pair[1].name.as_str())];
            said.push(language.with("who-answers-to", &names));
        }
    }
    let Some(shared) = &it.shared else { return said };
    let manager = ("manager", shared.name.as_str());
    match (it.mine.last(), it.theirs.last()) {
        (Some(one), Some(other)) => {
            let names = [("name", one.name.as_str()), ("other", other.name.as_str()), manager];
            let key = if is_of_sides { "who-both-answer-to-shared" } else { "who-both-answer-to" };
            said.push(language.with(key, &names));
        }
        (Some(one), None) | (None, Some(one)) => {
            // one of the two is the manager of the other: above both of them, but of one side
            let names = [("name", one.name.as_str()), manager];
            said.push(language.with("who-answers-to", &names));
        }
        (None, None) => said.push(language.with("who-is-shared", &[manager])),
    }
    said
}

#[derive(Template)]
#[template(path = "directory/show.html")]
struct PersonPage {
    page: Page,
    it: Shown,
    department: Option<DepartmentRow>,
    teams: Vec<TeamRow>,
    /// How the reader and this person hang together.
    between: Vec<String>,
    /// "Open until 18:00", at their place.
    hours: Option<profiles::Hours>,
    skills: skills::Known,
    /// Whether the reader may see what they did.
    may_see_work: bool,
    form: Fields,
    problems: Problems,
}

impl PersonPage {
    fn about(&self) -> String {
        markdown(&self.it.card.about)
    }
}

/// The page of somebody, with the form that was refused.
pub(crate) async fn person_page(
    visit: &Visit,
    id: i64,
    form: Fields,
    problems: Problems,
) -> Result<Response> {
    let (actor, id) = (visit.actor.clone(), PersonId(id));
    let own = visit.app.clone();
    let (it, skills, may_see_work, open) = visit
        .app
        .read(move |tx| {
            let it = actions::show_person(tx, &actor, id)?;
            let may_see_work = contributions::may_see(tx, &actor, id)?;
            let skills = match it.is_here() {
                true => skills::of_person(tx, &actor, id)?,
                false => skills::Known::default(),
            };
            let open = match it.card.location_id {
                Some(location) => hours::of_place(tx, &own, location)?,
                None => None,
            };
            Ok((it, skills, may_see_work, open))
        })
        .await?;
    let page = visit.page(it.card.name.clone());
    let organisation = &it.organisation;
    let department = it.card.department_id.and_then(|id| organisation.department(id)).cloned();
    let teams = organisation.teams_with(id).into_iter().cloned().collect();
    let between = match visit.actor.id.filter(|me| *me != id && it.is_here()) {
        Some(me) if organisation.person(me).is_some() => {
            between_in_words(page.language, &organisation.between(me, id), false)
        }
        _ => Vec::new(),
    };
    let hours = it.card.location.clone().map(|place| {
        profiles::hours_at(page.language, (&page.zone, page.now), place, open.as_ref())
    });
    let is_refused = !problems.0.is_empty();
    let shown = PersonPage {
        page,
        department,
        teams,
        between,
        hours,
        skills,
        may_see_work,
        form,
        problems,
        it,
    };
    if is_refused { refused_form(&shown) } else { html(&shown) }
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    person_page(&visit, id, Fields::default(), Problems::default()).await
}

#[derive(Template)]
#[template(path = "directory/edit.html")]
struct CardPage {
    page: Page,
    form: Fields,
    problems: Problems,
    drafts: Panel,
    it: Shown,
    choices: Vec<(String, String)>,
    managers: Vec<(String, String)>,
}

fn editor(id: i64) -> Editor {
    Editor::Page(Sheet::Card, id)
}

async fn card_page(
    visit: &Visit,
    id: i64,
    form: Option<Fields>,
    problems: Problems,
) -> Result<CardPage> {
    let actor = visit.actor.clone();
    let it = visit.app.read(move |tx| actions::show_person(tx, &actor, PersonId(id))).await?;
    if !(it.is_me || it.may_set_manager) || !it.is_here() {
        return Err(Error::Forbidden.into());
    }
    let (app, actor) = (&visit.app, &visit.actor);
    let (form, drafts) = drafts::open(app, actor, editor(id), form, stored(&it)).await?;
    let language = visit.actor.language;
    let choices = PhoneFor::ALL
        .iter()
        .map(|word| (word.to_string(), language.t(&format!("phone-for-{word}")).to_owned()));
    let derived = language.t("card-manager-derived").to_owned();
    let others = it.organisation.people.iter().filter(|one| one.id.0 != id);
    let others = others.map(|one| (one.id.to_string(), one.name.clone()));
    let managers = [(String::new(), derived)].into_iter().chain(others).collect();
    let title = language.with("card-title", &[("name", &it.card.name)]);
    let page = visit.page(title);
    Ok(CardPage { page, form, problems, drafts, choices: choices.collect(), managers, it })
}

/// The form with what is there, as far as the reader may write it.
fn stored(it: &Shown) -> Fields {
    let card = &it.card;
    let mut form = Fields::new([("version", card.version.to_string())]);
    if it.may_set_manager {
        form.set("manager", card.manager_id.map(|id| id.to_string()).unwrap_or_default());
    }
    if it.is_me {
        form.set("about", card.about.clone());
        form.set("phone", card.phone.clone());
        form.set("phone_for", card.phone_for.to_string());
    }
    if it.is_me && card.is_left_out {
        form.set("is_left_out", "yes");
    }
    form
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&card_page(&visit, id, None, Problems::default()).await?)
}

async fn save(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let new = CardChange {
        about: fields.get("about").to_owned(),
        phone: fields.get("phone").to_owned(),
        phone_for: PhoneFor::parse(fields.get("phone_for"))
            .or((!fields.has("phone_for")).then_some(PhoneFor::Nobody)),
        is_left_out: fields.has("is_left_out"),
        manager: fields.number("manager").map(PersonId),
    };
    let version = fields.number("version").unwrap_or_default();
    let outcome = actions::change_card(&visit.app, &visit.actor, PersonId(id), version, new).await;
    let problems = match outcome {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            return go(format!("/people/{id}?said=saved"));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = card_page(&visit, id, Some(fields.clone()), Problems::default()).await?;
            let chosen = ["phone_for", "manager", "is_left_out"];
            profiles::changed_meanwhile(&mut fields, &stored(&now.it), &chosen)
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&card_page(&visit, id, Some(fields), problems).await?)
}
