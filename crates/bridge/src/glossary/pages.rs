//! The list of words, a page for each, and its card.

use super::{
    actions::{self, Listed},
    model::{NewTerm, Reader, Term, Wanted, Whose},
};
use crate::unknown_words;
use axum::{
    extract::Request,
    http::{HeaderMap, Method},
    middleware::Next,
};
use base::{PersonId, Right};
use desk::{
    drafts,
    editors::{Editor, Sheet},
};
use people::administration::renew_version;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/glossary", get(index).post(save))
        .route("/glossary/new", get(edit))
        .route("/glossary/beginning", post(seed))
        .route("/glossary/{id}", get(show).post(save))
        .route("/glossary/{id}/edit", get(edit))
        .route("/glossary/{id}/retirement", post(retire))
        .route("/glossary/{id}/return", post(bring_back))
        .route("/glossary/{id}/keeping", post(take_on))
        .route("/glossary/{id}/opens", post(card))
}

/// How many a page lists.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "glossary/index.html")]
struct IndexPage {
    page: Page,
    listed: Listed,
    reader: Reader,
    query: Fields,
    mine: Vec<unknown_words::Mine>,
    /// How many words wait for an answer, for those who keep them.
    waiting: usize,
    next: Option<i64>,
}

impl IndexPage {
    fn may_keep(&self) -> bool {
        self.page.may(&Right::KeepGlossary)
    }
    fn is_all(&self) -> bool {
        ["q", "letter", "side", "retired"].iter().all(|name| self.query.get(name).is_empty())
    }
    /// What it means to the reader, in one line.
    fn gist<'a>(&self, term: &'a Term) -> &'a str {
        term.meanings(self.reader).first().map_or("", |(_, text)| text)
    }
    fn link(&self, name: &str, value: &str) -> String {
        self.query.encode_with(&[("after", ""), ("said", ""), ("q", ""), (name, value)])
    }
    /// Whether a word was looked for and is not there.
    fn is_fruitless(&self) -> bool {
        self.listed.terms.is_empty() && !self.query.get("q").trim().is_empty()
    }
    /// The word that was looked for and is not there: it can be asked about with one button.
    fn not_found(&self) -> &str {
        if self.is_fruitless() { self.query.get("q").trim() } else { "" }
    }
    fn sides(&self) -> &'static [Whose] {
        Whose::ALL
    }
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let wanted = Wanted {
        words: query.get("q").trim().to_lowercase().chars().take(80).collect(),
        letter: query.get("letter").to_lowercase().chars().take(1).collect(),
        side: Whose::parse(query.get("side")),
        is_retired: query.has("retired"),
        after: query.number("after").unwrap_or_default(),
        most: i64::try_from(PAGE + 1).unwrap_or_default(),
    };
    let mut listed = actions::list(&visit.app, &visit.actor, wanted).await?;
    let is_more = listed.terms.len() > PAGE;
    listed.terms.truncate(PAGE);
    let waiting = match visit.actor.has(Right::KeepGlossary) {
        true => unknown_words::list_waiting(&visit.app, &visit.actor).await?.len(),
        false => 0,
    };
    html(&IndexPage {
        page: visit.page_t("glossary-title"),
        reader: actions::reader(&visit.app, &visit.actor),
        mine: unknown_words::list_mine(&visit.app, &visit.actor).await?,
        next: listed.terms.last().map(|term| term.id).filter(|_| is_more),
        listed,
        query,
        waiting,
    })
}

#[derive(Template)]
#[template(path = "glossary/show.html")]
struct ShowPage {
    page: Page,
    term: Term,
    reader: Reader,
    is_mine: bool,
}

impl ShowPage {
    fn meanings(&self) -> Vec<(Whose, &str)> {
        self.term.meanings(self.reader)
    }
    fn may_keep(&self) -> bool {
        self.page.may(&Right::KeepGlossary)
    }
}

async fn show(visit: Visit, Path(id): Path<i64>, headers: HeaderMap) -> Result<Response> {
    // a browser that fetches ahead has not read it
    let is_ahead = headers.contains_key("sec-purpose") || headers.contains_key("purpose");
    let term = match is_ahead {
        true => actions::get(&visit.app, &visit.actor, id).await?,
        false => actions::open(&visit.app, &visit.actor, id).await?,
    };
    let reader = actions::reader(&visit.app, &visit.actor);
    let is_mine = term.keeper_id.is_some() && term.keeper_id == visit.actor.id;
    html(&ShowPage { page: visit.page(term.name.clone()), term, reader, is_mine })
}

#[derive(Template)]
#[template(path = "glossary/card.html")]
struct CardPart {
    page: Page,
    term: Term,
    reader: Reader,
}

impl CardPart {
    fn meanings(&self) -> Vec<(Whose, &str)> {
        self.term.meanings(self.reader)
    }
    fn is_on_both(&self) -> bool {
        self.reader == Reader::All
    }
}

/// The card of a word, for the script that shows it: showing it is looking it up.
async fn card(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let term = actions::open(&visit.app, &visit.actor, id).await?;
    let reader = actions::reader(&visit.app, &visit.actor);
    html(&CardPart { page: visit.page(""), term, reader })
}

#[derive(Template)]
#[template(path = "glossary/edit.html")]
struct EditPage {
    page: Page,
    form: Fields,
    problems: Problems,
    existing: Option<Term>,
    sides: Vec<(String, String)>,
    keepers: Vec<(String, String)>,
    drafts: drafts::Panel,
}

fn editor(id: Option<i64>) -> Editor {
    Editor::Page(Sheet::Term, id.unwrap_or_default())
}

async fn edit_page(
    visit: &Visit,
    id: Option<i64>,
    form: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let keepers = actions::keepers(&visit.app, &visit.actor).await?;
    let existing = match id {
        Some(id) => Some(actions::get(&visit.app, &visit.actor, id).await?),
        None => None,
    };
    let t = |key: &str| visit.actor.language.t(key).to_owned();
    let fresh = existing.as_ref().map_or_else(|| Fields::new([("side", "it")]), stored);
    let (mut form, drafts) =
        drafts::open(&visit.app, &visit.actor, editor(id), form, fresh).await?;
    renew_version(&mut form, &problems);
    let mut offered = vec![(String::new(), t("term-keeper-nobody"))];
    offered.extend(keepers.into_iter().map(|(id, name)| (id.to_string(), name)));
    if let Some(term) = existing.as_ref().filter(|term| term.is_orphan())
        && let (Some(id), Some(name)) = (term.keeper_id, &term.keeper)
        && offered.iter().all(|(one, _)| *one != id.to_string())
    {
        let gone = visit.actor.language.with("term-keeper-left", &[("name", name)]);
        offered.push((id.to_string(), gone));
    }
    let sides = Whose::ALL.iter().map(|side| (side.to_string(), t(&format!("term-side-{side}"))));
    let title = existing.as_ref().map_or_else(|| t("term-new"), |term| term.name.clone());
    Ok(EditPage {
        page: visit.page(title),
        sides: sides.collect(),
        keepers: offered,
        form,
        problems,
        existing,
        drafts,
    })
}

fn stored(term: &Term) -> Fields {
    let mut form = Fields::new([
        ("name", term.name.clone()),
        ("side", term.side.to_string()),
        ("to_library", term.to_library.clone()),
        ("to_it", term.to_it.clone()),
        ("example", term.example.clone()),
        ("synonyms", term.synonyms.clone()),
        ("keeper", term.keeper_id.map(|id| id.to_string()).unwrap_or_default()),
        ("version", term.version.to_string()),
    ]);
    if term.is_abbreviation {
        form.set("is_abbreviation", "yes");
    }
    form
}

async fn edit(visit: Visit, id: Option<Path<i64>>, query: Fields) -> Result<Response> {
    let id = id.map(|Path(id)| id);
    let mut shown = edit_page(&visit, id, None, Problems::default()).await?;
    if id.is_none() && shown.form.get("name").is_empty() {
        shown.form.set("name", query.get("word"));
    }
    html(&shown)
}

fn read(fields: &Fields) -> NewTerm {
    NewTerm {
        name: fields.get("name").to_owned(),
        side: Whose::parse(fields.get("side")),
        is_abbreviation: fields.has("is_abbreviation"),
        to_library: fields.get("to_library").to_owned(),
        to_it: fields.get("to_it").to_owned(),
        example: fields.get("example").to_owned(),
        synonyms: fields.get("synonyms").to_owned(),
        keeper: fields.number("keeper").map(PersonId),
    }
}

async fn save(
    visit: Visit,
    id: Option<Path<i64>>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let (id, new) = (id.map(|Path(id)| id), read(&fields));
    let outcome = match id {
        None => actions::create(&visit.app, &visit.actor, new).await,
        Some(id) => {
            let version = fields.number("version").unwrap_or_default();
            let saved = actions::update(&visit.app, &visit.actor, id, version, new).await;
            saved.map(|()| id)
        }
    };
    match outcome {
        Ok(saved) => {
            drafts::remove_sent(&visit.app, &visit.actor, editor(id), &fields).await;
            go(format!("/glossary/{saved}?said=term-saved"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn seed(visit: Visit) -> Result<Response> {
    actions::seed(&visit.app, &visit.actor).await?;
    go("/glossary?said=glossary-begun")
}

async fn retire(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::retire(&visit.app, &visit.actor, id).await?;
    go(format!("/glossary/{id}?said=term-retired"))
}

async fn bring_back(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::bring_back(&visit.app, &visit.actor, id).await?;
    go(format!("/glossary/{id}?said=term-back"))
}

async fn take_on(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::take_on(&visit.app, &visit.actor, id).await?;
    go(format!("/glossary/{id}?said=term-taken-on"))
}

/// Before a page that may show what people wrote: the words in memory are those in the rows. One
/// statement by keys and over small tables; where it cannot be asked, the words of before will do.
pub async fn keep_current(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_with_words = ["/tickets", "/notifications", "/answers", "/glossary", "/wording"]
        .into_iter()
        .chain(["/meetings", "/goals", "/who-we-are", "/praise", "/tours", "/ideas", "/reviews"])
        .chain(["/ladders", "/bridge", "/relationships", "/placements"])
        .any(|start| path.strip_prefix("/api/v1").unwrap_or(path).starts_with(start));
    let is_known = request.extensions().get::<std::sync::Arc<Actor>>().is_some();
    let is_asked = matches!(*request.method(), Method::GET | Method::POST);
    if is_known
        && is_asked
        && is_with_words
        && let Err(error) = actions::renew(&app).await
    {
        tracing::warn!(%error, "the words in memory may be old");
    }
    next.run(request).await
}
