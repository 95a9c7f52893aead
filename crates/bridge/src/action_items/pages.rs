//! The list of what was promised, and the page of one promise.

use super::{
    actions::{self, NewAction, Place, Seen, Wanted, today},
    model::{ActionItem, Ending, Stand},
};
use base::day_in_words;
use desk::following::Whom;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/actions", get(index).post(create))
        .route("/actions/new", get(new))
        .route("/actions/{id}", get(show).post(update))
        .route("/actions/{id}/completion", post(complete))
        .route("/actions/{id}/dropping", post(drop_it))
}

/// A promise as a line of a list.
pub(crate) struct Row {
    pub item: ActionItem,
    pub stand: Stand,
    pub due: String,
}

/// Promises as lines, for this reader.
pub(crate) fn rows(page: &Page, items: Vec<ActionItem>) -> Vec<Row> {
    let day = page.zone.to_datetime(page.now.timestamp()).date();
    let row = |item: ActionItem| Row {
        stand: item.stand(day),
        due: item.due().map(|due| day_in_words(page.language, due)).unwrap_or_default(),
        item,
    };
    items.into_iter().map(row).collect()
}

#[derive(Template)]
#[template(path = "action_items/index.html")]
struct ActionsPage {
    page: Page,
    rows: Vec<Row>,
    wanted: Wanted,
}

#[derive(Template)]
#[template(path = "action_items/new.html")]
struct NewActionPage {
    page: Page,
    form: Fields,
    problems: Problems,
    relationships: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "action_items/show.html")]
struct ActionPage {
    page: Page,
    it: Seen,
    due: String,
    form: Fields,
    problems: Problems,
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let one_of = |name: &str, words: [&str; 3]| {
        let asked = query.get(name);
        let found = words.into_iter().find(|word| *word == asked);
        found.unwrap_or(words[0]).to_owned()
    };
    let wanted = Wanted {
        whose: one_of("whose", ["mine", "side", "all"]),
        stand: one_of("stand", ["open", "overdue", "over"]),
        relationship: query.number("relationship"),
    };
    let items = actions::list(&visit.app, &visit.actor, wanted.clone()).await?;
    let page = visit.page_t("actions-title");
    html(&ActionsPage { rows: rows(&page, items), page, wanted })
}

async fn new_page(visit: &Visit, form: Fields, problems: Problems) -> Result<NewActionPage> {
    let all = actions::choices(&visit.app, &visit.actor).await?;
    if all.is_empty() {
        return Err(Error::NotFound.into());
    }
    let relationships = all.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
    Ok(NewActionPage { page: visit.page_t("actions-new"), form, problems, relationships })
}

async fn new(visit: Visit, query: Fields) -> Result<Response> {
    let form = Fields::new([("relationship", query.get("relationship"))]);
    html(&new_page(&visit, form, Problems::default()).await?)
}

/// What a form says of a promise; the meeting's page has the same fields.
pub(crate) fn read(fields: &Fields) -> NewAction {
    let owner = fields.get("owner").trim();
    NewAction {
        words: fields.get("action").to_owned(),
        owner: (!owner.is_empty()).then(|| Whom::Typed(owner.to_owned())),
        due: fields.get("due").to_owned(),
        ticket: fields.get("ticket").to_owned(),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let Some(relationship) = fields.number("relationship") else {
        let mut problems = Problems::default();
        problems.add("relationship", "problem-choose");
        return refused_form(&new_page(&visit, fields, problems).await?);
    };
    let place = Place::Relationship(relationship);
    match actions::promise(&visit.app, &visit.actor, place, read(&fields)).await {
        Ok(id) => go(format!("/actions/{id}?said=action-promised")),
        Err(Error::Invalid(problems)) => refused_form(&new_page(&visit, fields, problems).await?),
        Err(Error::NotFound) => {
            let mut problems = Problems::default();
            problems.add("relationship", "problem-choose");
            refused_form(&new_page(&visit, fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn show_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<ActionPage> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    let mut form = Fields::new([
        ("action", it.item.words.clone()),
        ("owner", it.item.owner.clone().unwrap_or_default()),
        ("due", it.item.due_on.clone()),
        ("ticket", it.item.ticket_id.map(|id| id.to_string()).unwrap_or_default()),
        ("version", it.item.version.to_string()),
    ]);
    for (name, value) in typed.as_ref().map(Fields::pairs).unwrap_or_default() {
        form.set(name, value.as_str());
    }
    form.set("version", it.item.version.to_string());
    let due = it.item.due().map(|due| day_in_words(visit.actor.language, due)).unwrap_or_default();
    Ok(ActionPage { page: visit.page(it.item.words.clone()), it, due, form, problems })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, id, None, Problems::default()).await?)
}

async fn update(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let version = fields.number("version").unwrap_or_default();
    match actions::update(&visit.app, &visit.actor, (id, version), read(&fields)).await {
        Ok(()) => go(format!("/actions/{id}?said=saved")),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, id, Some(fields), problems).await?)
        }
        Err(Error::Conflict) => {
            let now = actions::get(&visit.app, &visit.actor, id).await?.item;
            if !now.is_open {
                return Err(Error::Conflict.into());
            }
            let parts = [now.words, now.owner.unwrap_or_default(), now.due_on];
            let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            let mut problems = Problems::default();
            problems.add_with("action", "problem-changed-field", vec![("now", said.join(", "))]);
            refused_form(&show_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn finish(visit: &Visit, id: i64, ending: Ending, fields: Fields) -> Result<Response> {
    let words = fields.get("done_words").to_owned();
    match actions::finish(&visit.app, &visit.actor, id, ending, &words).await {
        Ok(()) => go(format!("/actions/{id}?said=action-over")),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn complete(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    finish(&visit, id, Ending::Done, fields).await
}

async fn drop_it(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    finish(&visit, id, Ending::Dropped, fields).await
}

/// What the reader has to do, for the home page.
pub(crate) fn home_rows(page: &Page, actor: &Actor, items: Vec<ActionItem>) -> Vec<Row> {
    let day = today(actor, page.now);
    let soon = day.checked_add(jiff::Span::new().days(14)).unwrap_or(day);
    let near = |item: &ActionItem| item.due().is_none_or(|due| due <= soon);
    rows(page, items.into_iter().filter(near).take(5).collect())
}
