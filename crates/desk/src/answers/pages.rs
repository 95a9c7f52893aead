//! Reading answers, keeping them, and putting them into a reply.

use super::{
    AnswerRow,
    actions::{self, NewAnswer, Wanted},
    model::{Panel, Placeholder, without_ticket},
};
use crate::{
    conversation, drafts,
    editors::{Editor, Sheet},
    kept::{Choices, changed_meanwhile, owners},
    tickets,
};
use base::{Marker, Right, ServiceId, TeamId, TicketId};
use web::{markdown, prelude::*};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/answers", get(index).post(save))
        .route("/answers/new", get(edit))
        .route("/answers/{id}", get(show).post(save))
        .route("/answers/{id}/edit", get(edit))
        .route("/tickets/{id}/answers", get(found).post(put_in))
}

/// How many answers a page lists.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "answers/index.html")]
struct IndexPage {
    page: Page,
    answers: Vec<AnswerRow>,
    words: String,
    may_write: bool,
    next: Option<i64>,
}

#[derive(Template)]
#[template(path = "answers/show.html")]
struct ShowPage {
    page: Page,
    answer: AnswerRow,
    html: String,
    is_kept: bool,
}

#[derive(Template)]
#[template(path = "answers/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    existing: Option<AnswerRow>,
    teams: Choices,
    services: Choices,
    drafts: drafts::Panel,
}

impl EditPage {
    fn placeholders(&self) -> Vec<(String, String)> {
        let pair = |p: &Placeholder| (format!("{{{{{p}}}}}"), p.noun(self.page.language));
        Placeholder::ALL.iter().map(pair).collect()
    }
}

#[derive(Template)]
#[template(path = "answers/choices.html")]
struct ChoicesPart {
    panel: Panel,
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let words = query.get("q").to_owned();
    let wanted = Wanted {
        words: words.clone(),
        service: None,
        after: query.number("after").unwrap_or_default(),
        most: PAGE + 1,
    };
    let mut answers = actions::list(&visit.app, &visit.actor, wanted).await?;
    let is_more = answers.len() > 50;
    answers.truncate(50);
    let next = answers.last().map(|last| last.id).filter(|_| is_more);
    let may_write = visit.actor.has(Right::Work) || visit.actor.has(Right::ManageOrganisation);
    html(&IndexPage { page: visit.page_t("answers-title"), answers, words, may_write, next })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let (answer, is_kept) = actions::get(&visit.app, &visit.actor, id).await?;
    let text = markdown(&without_ticket(visit.actor.language, &answer.words));
    let text = Marker::new(&visit.app, &visit.actor).mark(text);
    let page = visit.page(answer.title.clone());
    html(&ShowPage { page, answer, html: text, is_kept })
}

fn editor(id: Option<i64>) -> Editor {
    Editor::Page(Sheet::Answer, id.unwrap_or_default())
}

async fn edit_page(
    visit: &Visit,
    id: Option<i64>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let may_write = visit.actor.has(Right::Work) || visit.actor.has(Right::ManageOrganisation);
    let existing = match id {
        Some(id) => Some(actions::get(&visit.app, &visit.actor, id).await?),
        None => None,
    };
    if !existing.as_ref().map_or(may_write, |(_, is_kept)| *is_kept) {
        return Err(Error::Forbidden.into());
    }
    let existing = existing.map(|(answer, _)| answer);
    let (teams, services) = owners(visit, existing.as_ref().and_then(|a| a.team_id)).await?;
    let fresh = match &existing {
        Some(answer) => stored(answer),
        None => Fields::new([("is_active", "yes")]),
    };
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor(id), form, fresh).await?;
    let title = match &existing {
        Some(answer) => answer.title.clone(),
        None => visit.actor.language.t("answers-new").to_owned(),
    };
    Ok(EditPage { page: visit.page(title), form, problems, existing, teams, services, drafts })
}

fn stored(answer: &AnswerRow) -> Fields {
    let mut form = Fields::new([
        ("title", answer.title.clone()),
        ("words", answer.words.clone()),
        ("team", answer.team_id.map(|id| id.to_string()).unwrap_or_default()),
        ("service", answer.service_id.map(|id| id.to_string()).unwrap_or_default()),
        ("version", answer.version.to_string()),
    ]);
    for (name, is_on) in [("is_public", answer.is_public), ("is_active", answer.is_active)] {
        if is_on {
            form.set(name, "yes");
        }
    }
    form
}

async fn edit(visit: Visit, id: Option<Path<i64>>) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

fn read(fields: &Fields) -> NewAnswer {
    NewAnswer {
        title: fields.get("title").to_owned(),
        words: fields.get("words").to_owned(),
        team: fields.number("team").map(TeamId),
        service: fields.number("service").map(ServiceId),
        is_public: fields.has("is_public"),
        is_active: fields.has("is_active"),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| id), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await,
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            let saved = actions::update(&visit.app, &visit.actor, id, Some(version), new).await;
            saved.map(|()| id)
        }
    };
    let problems = match (outcome, id) {
        (Ok(saved), _) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            return go(format!("/answers/{saved}?said=saved"));
        }
        (Err(Error::Invalid(problems)), _) => problems,
        (Err(Error::Conflict), Some(id)) => {
            let (now, _) = actions::get(&visit.app, &visit.actor, id).await?;
            let said = format!("{}: {}", now.title, now.words);
            changed_meanwhile(&mut fields, "title", now.version, said)
        }
        (Err(error), _) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
}

/// The choices for what was typed so far, for the script.
async fn found(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let words = query.get("find_answer").to_owned();
    let panel = actions::choices(&visit.app, &visit.actor, TicketId(id), words).await?;
    html(&ChoicesPart { panel })
}

/// Finds answers, or puts one into the reply. Nothing is sent: the page comes back with the words in
/// the box, behind what was typed before. A script gets the words alone.
async fn put_in(visit: Visit, Path(id): Path<i64>, posted: Posted) -> Result<Response> {
    let mut form = posted.fields;
    let ticket = TicketId(id);
    for id in conversation::stage(&visit.app, &visit.actor, posted.files).await? {
        form.push("attachment", id.to_string());
    }
    let mut problems = Problems::default();
    let is_asked_by_script = form.has("part");
    if !form.has("find") {
        let chosen = form.number("answer").unwrap_or_default();
        match actions::use_on(&visit.app, &visit.actor, ticket, chosen).await {
            Ok(words) if is_asked_by_script => return Ok(words.into_response()),
            Ok(words) => {
                let typed = form.get("body").trim_end();
                let glue = if typed.is_empty() { "" } else { "\n\n" };
                let body = format!("{typed}{glue}{words}");
                form.set("body", body);
            }
            Err(Error::Invalid(found)) if !is_asked_by_script => problems = found,
            Err(error) => return Err(error.into()),
        }
    }
    let words = form.get("find_answer").to_owned();
    let panel = actions::choices(&visit.app, &visit.actor, ticket, words).await?;
    tickets::show_again(&visit, id, "reply", form, problems, |view| view.answers = panel).await
}
