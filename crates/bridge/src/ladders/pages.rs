//! The pages of ladders.

use super::{
    Ladder,
    actions::{self, Choices, NewLadder, View},
    model::{Part, State, said_day},
};
use crate::rungs::State as RungState;
use base::{LocationId, Right, ServiceId};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ladders", get(index).post(begin))
        .route("/ladders/new", get(new))
        .route("/ladders/{id}", get(show).post(save))
        .route("/ladders/{id}/edit", get(edit))
}

#[derive(Template)]
#[template(path = "ladders/index.html")]
struct IndexPage {
    page: Page,
    own: Vec<Ladder>,
    shared: Vec<Ladder>,
    /// Those that wait for the reader.
    waiting: Vec<i64>,
    may_begin: bool,
}

async fn index(visit: Visit) -> Result<Response> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let (own, shared) = all.into_iter().partition(|one| Some(one.owner_id) == visit.actor.id);
    let (relationships, ..) = actions::choices(&visit.app, &visit.actor).await?;
    let may_begin = !relationships.is_empty();
    let waiting = actions::list_waiting(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("ladders-title"), own, shared, waiting, may_begin })
}

#[derive(Template)]
#[template(path = "ladders/show.html")]
struct ShowPage {
    page: Page,
    it: View,
    form: Fields,
    problems: Problems,
}

impl ShowPage {
    fn date(&self, on: &str) -> String {
        said_day(self.page.language, on)
    }

    fn is_owner(&self) -> bool {
        self.it.part == Part::Owns
    }

    fn may_write(&self) -> bool {
        self.it.part >= Part::Writes
    }

    fn is_climbing(&self) -> bool {
        self.it.ladder.state == State::Climbing
    }

    /// Steps whose time has come to be looked at again.
    fn due(&self) -> Vec<&crate::rungs::Rung> {
        let is_due = |at: &Time| self.page.is_past(at);
        let all = self.it.rungs.iter().filter(|_| self.is_climbing());
        all.filter(|rung| rung.look_at.as_ref().is_some_and(is_due)).collect()
    }

    fn is_skipped(&self, state: &RungState) -> bool {
        *state == RungState::Skipped
    }

    fn is_taken(&self, state: &RungState) -> bool {
        *state == RungState::Taken
    }

    fn is_advised(&self, id: &i64) -> bool {
        self.is_climbing() && self.it.next().is_some_and(|next| next.id == *id)
    }

    /// What was done, in words: "Helen Marsh was let in, to read".
    fn deed(&self, deed: &super::DeedRow) -> String {
        let key = format!("ladder-deed-{}", deed.kind.replace(['.', '_'], "-"));
        let words = match deed.kind.as_str() {
            kind if kind.starts_with("rung.") || kind.starts_with("briefing.") => {
                match deed.words.is_empty() {
                    true => String::new(),
                    false => self.page.word("rung-kind-", &deed.words),
                }
            }
            "ladder.ended" => self.page.word("ladder-state-", &deed.words),
            _ => deed.words.clone(),
        };
        let who = deed.name.as_deref().unwrap_or("Footbridge");
        self.page.with2(&key, "who", who, "what", words)
    }
}

/// The page again, with a form on it that was refused.
pub(crate) async fn show_again(
    visit: &Visit,
    id: i64,
    form: Fields,
    problems: Problems,
) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let page = visit.page(it.ladder.title.clone());
    let is_refused = !problems.0.is_empty();
    let page = ShowPage { page, it, form, problems };
    if is_refused { refused_form(&page) } else { html(&page) }
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    show_again(&visit, id, Fields::default(), Problems::default()).await
}

#[derive(Template)]
#[template(path = "ladders/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    existing: Option<i64>,
    /// Whether the reader says what it is about.
    is_owner: bool,
    relationships: Vec<(String, String)>,
    services: Vec<(String, String)>,
    places: Vec<(String, String)>,
    drafts: drafts::Panel,
}

fn offered(all: Choices, with_none: bool) -> Vec<(String, String)> {
    let none = Some((String::new(), "–".to_owned())).filter(|_| with_none);
    none.into_iter().chain(all.into_iter().map(|(id, name)| (id.to_string(), name))).collect()
}

async fn edit_page(
    visit: &Visit,
    id: Option<i64>,
    form: Option<Fields>,
    (problems, fresh): (Problems, Fields),
) -> Result<EditPage> {
    let (relationships, services, places) = actions::choices(&visit.app, &visit.actor).await?;
    let mut is_owner = true;
    let fresh = match id {
        None => fresh,
        Some(id) => {
            let it = actions::load(&visit.app, &visit.actor, id).await?;
            if it.part < Part::Writes {
                return Err(Error::Forbidden.into());
            }
            is_owner = it.part == Part::Owns;
            stored(&it)
        }
    };
    let editor = Editor::Page(Sheet::Ladder, id.unwrap_or_default());
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, form, fresh).await?;
    let title = if id.is_some() { "ladders-edit" } else { "ladders-new" };
    let relationships = offered(relationships, false);
    let (services, places) = (offered(services, true), offered(places, true));
    let page = visit.page_t(title);
    let existing = id;
    Ok(EditPage {
        page,
        form,
        problems,
        existing,
        is_owner,
        relationships,
        services,
        places,
        drafts,
    })
}

fn stored(it: &View) -> Fields {
    let ladder = &it.ladder;
    let tickets: Vec<_> = it.tickets.iter().map(|(id, _)| id.to_string()).collect();
    Fields::new([
        ("version", ladder.version.to_string()),
        ("title", ladder.title.clone()),
        ("words", ladder.words.clone()),
        ("wants", ladder.wants.clone()),
        ("wants_on", ladder.wants_on.clone()),
        ("service", ladder.service_id.map(|id| id.to_string()).unwrap_or_default()),
        ("location", ladder.location_id.map(|id| id.to_string()).unwrap_or_default()),
        ("tickets", tickets.join(", ")),
    ])
}

/// A new one, perhaps about what is asked for: a relationship or a request.
async fn new(visit: Visit, query: Fields) -> Result<Response> {
    visit.actor.may(Right::Report)?;
    let asked = ["relationship", "tickets"].map(|name| (name, query.get(name).to_owned()));
    let fresh = (Problems::default(), Fields::new(asked));
    html(&edit_page(&visit, None, None, fresh).await?)
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let fresh = (Problems::default(), Fields::default());
    html(&edit_page(&visit, Some(id), None, fresh).await?)
}

fn read(fields: &Fields) -> NewLadder {
    NewLadder {
        relationship: fields.number("relationship"),
        title: fields.get("title").to_owned(),
        words: fields.get("words").to_owned(),
        wants: fields.get("wants").to_owned(),
        wants_on: fields.get("wants_on").to_owned(),
        service: fields.number("service").map(ServiceId),
        location: fields.number("location").map(LocationId),
        tickets: fields.get("tickets").to_owned(),
    }
}

async fn begin(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let begun = actions::begin(&visit.app, &visit.actor, read(&fields)).await;
    after(&visit, None, begun, fields).await
}

async fn save(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    let saved = actions::update(&visit.app, &visit.actor, (id, version), read(&fields)).await;
    after(&visit, Some(id), saved.map(|()| id), fields).await
}

async fn after(
    visit: &Visit,
    id: Option<i64>,
    outcome: base::Result<i64>,
    mut fields: Fields,
) -> Result<Response> {
    let problems = match (outcome, id) {
        (Ok(saved), _) => {
            let editor = Editor::Page(Sheet::Ladder, id.unwrap_or_default());
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            let said = if id.is_some() { "changed" } else { "ladder-begun" };
            return go(format!("/ladders/{saved}?said={said}"));
        }
        (Err(Error::Invalid(problems)), _) => problems,
        (Err(Error::Conflict), Some(id)) => {
            let now = actions::load(&visit.app, &visit.actor, id).await?.ladder;
            fields.set("version", now.version.to_string());
            let mut problems = Problems::default();
            let said = format!("{}: {}", now.title, now.words);
            problems.add_with("words", "problem-changed-meanwhile", vec![("now", said)]);
            problems
        }
        (Err(error), _) => return Err(error.into()),
    };
    let fresh = (problems, Fields::default());
    refused_form(&edit_page(visit, id, Some(fields), fresh).await?)
}
