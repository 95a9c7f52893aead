//! Projects as pages: the list, one with everything on it, and its form.

use super::{
    actions::{self, Whole},
    model::{NewProject, Project, ProjectState},
};
use crate::{
    milestones::{self, Milestone},
    project_talk::{self, PAGE, ProjectMessage},
    relationships::{self, Relationship, Side},
};
use base::{DepartmentId, PersonId, TicketId, day_in_words};
use desk::{
    drafts,
    editors::{Editor, Sheet},
    following::Whom,
};
use people::{Named, administration::renew_version};
use web::{markdown, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects", get(index).post(create))
        .route("/projects/new", get(new))
        .route("/projects/{id}", get(show).post(update))
        .route("/projects/{id}/edit", get(edit))
        .route("/projects/{id}/state", post(change_state))
        .route("/projects/{id}/people", post(add_person))
        .route("/projects/{id}/people/{person}/removal", post(remove_person))
        .route("/projects/{id}/tickets", post(add_ticket))
        .route("/projects/{id}/tickets/{ticket}/removal", post(remove_ticket))
}

#[derive(Template)]
#[template(path = "projects/index.html")]
struct IndexPage {
    page: Page,
    /// Each with what is next.
    open: Vec<(Project, String)>,
    over: Vec<Project>,
    may_begin: bool,
}

async fn index(visit: Visit) -> Result<Response> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let (open, over): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.state.is_open());
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    let with_next = move |tx: &mut base::Tx| {
        let next = |it: Project| {
            let words = milestones::next_in_words(tx, &app, &actor, it.id)?;
            Ok((it, words))
        };
        open.into_iter().map(next).collect()
    };
    let open = visit.app.read(with_next).await?;
    let may_begin = actions::may_begin(&visit.actor).is_ok();
    html(&IndexPage { page: visit.page_t("projects-title"), open, over, may_begin })
}

#[derive(Template)]
#[template(path = "projects/show.html")]
struct ShowPage {
    page: Page,
    whole: Whole,
    milestones: Vec<Milestone>,
    /// The oldest of those shown first.
    messages: Vec<ProjectMessage>,
    /// Where earlier ones are.
    earlier: Option<i64>,
    decided: Vec<ProjectMessage>,
    /// Departments with what is above each: whose side somebody speaks from.
    parents: Vec<(DepartmentId, Option<DepartmentId>)>,
    today: jiff::civil::Date,
    app: App,
    reader: Actor,
    /// What was typed into the form that came back, and which that was.
    form: Fields,
    problems: Problems,
    open: &'static str,
    /// What was written into the box below and not sent.
    talk: drafts::Panel,
    /// What was written about how far it is.
    state: drafts::Panel,
}

impl ShowPage {
    fn body(&self, text: &str) -> String {
        let html = markdown(text);
        match self.app.slots.marking {
            Some(mark) => mark(&self.app, &self.reader, html),
            None => html,
        }
    }
    fn typed(&self, form: &str, field: &str) -> &str {
        let kept = |drafts: &'_ drafts::Panel| drafts.first(&drafts.editor).is_some();
        match form {
            form if self.open == form => self.form.get(field),
            "talk" if kept(&self.talk) => self.talk.text(&self.talk.editor, field),
            "state" if kept(&self.state) => self.state.text(&self.state.editor, field),
            _ => "",
        }
    }
    fn due(&self, one: &Milestone) -> String {
        one.due().map(|due| day_in_words(self.page.language, due)).unwrap_or_default()
    }
    fn states(&self) -> &'static [ProjectState] {
        ProjectState::ALL
    }
    fn is_state(&self, state: &ProjectState) -> bool {
        match self.typed("state", "state") {
            "" => self.whole.project.state == *state,
            typed => typed == state.as_str(),
        }
    }
    fn is_reaching(&self, one: &Milestone) -> bool {
        self.open == "reaching" && self.form.number("at") == Some(one.id)
    }
    /// Whether it was said by those who help: they stand on the right, as on tickets.
    fn is_helping(&self, one: &ProjectMessage) -> bool {
        let side = |id| self.whole.of.side_of(&self.parents, id);
        one.department_id.and_then(side) == Some(Side::Provider)
    }
    fn is_me(&self, id: &i64) -> bool {
        self.reader.id == Some(PersonId(*id))
    }
}

async fn show_page(visit: &Visit, id: i64, before: Option<i64>) -> Result<ShowPage> {
    let actor = visit.actor.clone();
    let load = move |tx: &mut base::Tx| {
        let whole = actions::load(tx, &actor, id)?;
        let milestones = milestones::list(tx, &actor, id)?;
        let messages = project_talk::list(tx, &actor, id, before)?;
        let decided = project_talk::decided(tx, &actor, id)?;
        Ok((whole, milestones, messages, (decided, relationships::list_parents(tx)?)))
    };
    let (whole, milestones, mut messages, (decided, parents)) = visit.app.read(load).await?;
    let is_more = messages.len() as i64 > PAGE;
    messages.truncate(usize::try_from(PAGE).unwrap_or_default());
    let earlier = messages.last().filter(|_| is_more).map(|one| one.id);
    messages.reverse();
    let talk = Editor::Page(Sheet::ProjectTalk, id);
    let state = Editor::Page(Sheet::ProjectState, id);
    Ok(ShowPage {
        talk: drafts::load(&visit.app, &visit.actor, talk).await?,
        state: drafts::load(&visit.app, &visit.actor, state).await?,
        page: visit.page(whole.project.name.clone()),
        whole,
        milestones,
        messages,
        earlier,
        decided,
        parents,
        today: visit.actor.zone.to_datetime(visit.app.now().timestamp()).date(),
        app: visit.app.clone(),
        reader: visit.actor.clone(),
        form: Fields::default(),
        problems: Problems::default(),
        open: "",
    })
}

async fn show(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    html(&show_page(&visit, id, query.number("before")).await?)
}

/// The project's page with what was typed into one of its forms, and what is wrong with it.
pub(crate) async fn show_again(
    visit: &Visit,
    id: i64,
    open: &'static str,
    form: Fields,
    error: Error,
) -> Result<Response> {
    let Error::Invalid(problems) = error else { return Err(error.into()) };
    let shown = show_page(visit, id, None).await?;
    refused_form(&ShowPage { form, problems, open, ..shown })
}

#[derive(Template)]
#[template(path = "projects/panel.html")]
struct TicketPanel {
    page: Page,
    projects: Vec<Project>,
}

/// The projects of a ticket, beside it.
pub(crate) fn ticket_panel(
    tx: &mut base::Tx,
    app: &App,
    actor: &Actor,
    id: TicketId,
) -> base::Result<String> {
    let projects = actions::of_ticket(tx, actor, id)?;
    if projects.is_empty() {
        return Ok(String::new());
    }
    let page = Page::new(app, Some(actor), actor.language, String::new());
    TicketPanel { page, projects }.render().map_err(|e| Error::Internal(e.to_string()))
}

#[derive(Template)]
#[template(path = "projects/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    existing: Option<i64>,
    /// To choose from when it is begun.
    relationships: Vec<(String, String)>,
    /// Once it is clear between whom.
    of: Option<Relationship>,
    customers: Vec<(String, String)>,
    providers: Vec<(String, String)>,
    drafts: drafts::Panel,
}

fn offered(none: &str, all: Vec<Named>) -> Vec<(String, String)> {
    let none = (String::new(), none.to_owned());
    std::iter::once(none).chain(all.into_iter().map(|it| (it.id.to_string(), it.name))).collect()
}

async fn edit_page(
    visit: &Visit,
    existing: Option<i64>,
    typed: Option<Fields>,
    query: Fields,
    problems: Problems,
) -> Result<EditPage> {
    let asked = typed.as_ref().unwrap_or(&query).number("relationship");
    let (actor, wanted) = (visit.actor.clone(), asked);
    let load = move |tx: &mut base::Tx| {
        let mine = relationships::list_mine(tx, &actor)?;
        let (of, now) = match existing {
            Some(id) => {
                let project = actions::see_changeable(tx, &actor, id)?;
                let of = relationships::see(tx, &Actor::system(), project.relationship_id)?.0;
                (Some(of), Some(project))
            }
            None => {
                let chosen = mine.iter().find(|(one, _)| Some(one.id) == wanted);
                let only = mine.first().filter(|_| mine.len() == 1);
                (chosen.or(only).map(|(one, _)| one.clone()), None)
            }
        };
        let sponsors = match &of {
            Some(of) => actions::sponsors(tx, of, now.as_ref())?,
            None => Default::default(),
        };
        Ok((mine, of, now, sponsors))
    };
    let (mine, of, now, (customers, providers)) = visit.app.read(load).await?;
    let fresh = match &now {
        Some(project) => {
            let mut fresh = Fields::new(project.as_new().pairs());
            fresh.set("version", project.version.to_string());
            fresh
        }
        None => query,
    };
    let editor = editor(existing);
    let (mut form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    renew_version(&mut form, &problems);
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let named = |one: &Relationship| format!("{} – {}", one.customer, one.provider);
    let title = now.as_ref().map_or_else(|| t("projects-new"), |project| project.name.clone());
    Ok(EditPage {
        page: visit.page(title),
        form,
        problems,
        existing,
        relationships: mine.iter().map(|(one, _)| (one.id.to_string(), named(one))).collect(),
        of,
        customers: offered(&t("project-nobody-yet"), customers),
        providers: offered(&t("project-nobody-yet"), providers),
        drafts,
    })
}

fn editor(id: Option<i64>) -> Editor {
    Editor::Page(Sheet::Project, id.unwrap_or_default())
}

async fn new(visit: Visit, query: Fields) -> Result<Response> {
    actions::may_begin(&visit.actor)?;
    html(&edit_page(&visit, None, None, query, Problems::default()).await?)
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, Some(id), None, Fields::default(), Problems::default()).await?)
}

fn read(fields: &Fields) -> NewProject {
    NewProject {
        name: fields.get("name").to_owned(),
        aim: fields.get("aim").to_owned(),
        customer_gives: fields.get("customer_gives").to_owned(),
        provider_gives: fields.get("provider_gives").to_owned(),
        customer_sponsor: fields.number("customer_sponsor").map(PersonId),
        provider_sponsor: fields.number("provider_sponsor").map(PersonId),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let of = fields.number("relationship").unwrap_or_default();
    match actions::create(&visit.app, &visit.actor, of, read(&fields)).await {
        Ok(id) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(None), &fields).await;
            go(format!("/projects/{id}?said=project-begun"))
        }
        Err(Error::Invalid(problems)) => {
            let none = Fields::default();
            refused_form(&edit_page(&visit, None, Some(fields), none, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, (id, version), read(&fields)).await {
        Ok(()) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(Some(id)), &fields).await;
            go(format!("/projects/{id}?said=saved"))
        }
        Err(Error::Invalid(problems)) => {
            let none = Fields::default();
            refused_form(&edit_page(&visit, Some(id), Some(fields), none, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Back to the project, or its page with what was typed.
async fn back(
    visit: &Visit,
    id: i64,
    open: &'static str,
    fields: Fields,
    outcome: base::Result<()>,
) -> Result<Response> {
    match outcome {
        Ok(()) => go(format!("/projects/{id}?said=saved#{open}")),
        Err(error) => show_again(visit, id, open, fields, error).await,
    }
}

async fn change_state(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let state = ProjectState::parse(fields.get("state"));
    let words = fields.get("state_words");
    let outcome = actions::change_state(&visit.app, &visit.actor, id, state, words).await;
    if outcome.is_ok() {
        let editor = Editor::Page(Sheet::ProjectState, id);
        drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
    }
    back(&visit, id, "state", fields, outcome).await
}

async fn add_person(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let whom = Whom::Typed(fields.get("person").to_owned());
    let outcome = actions::add_person(&visit.app, &visit.actor, id, whom).await;
    back(&visit, id, "people", fields, outcome).await
}

async fn remove_person(visit: Visit, Path((id, person)): Path<(i64, i64)>) -> Result<Response> {
    actions::remove_person(&visit.app, &visit.actor, id, PersonId(person)).await?;
    let left = visit.actor.id == Some(PersonId(person));
    go(if left { "/projects?said=saved".to_owned() } else { format!("/projects/{id}?said=saved") })
}

async fn add_ticket(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let number = fields.get("ticket").trim().trim_start_matches('#').parse().ok().map(TicketId);
    let outcome = actions::add_ticket(&visit.app, &visit.actor, id, number).await;
    back(&visit, id, "tickets", fields, outcome).await
}

async fn remove_ticket(visit: Visit, Path((id, ticket)): Path<(i64, i64)>) -> Result<Response> {
    actions::remove_ticket(&visit.app, &visit.actor, id, TicketId(ticket)).await?;
    go(format!("/projects/{id}?said=saved"))
}
