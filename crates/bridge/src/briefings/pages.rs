//! The page of a briefing, its form, and the document to print or send.

use super::actions::{self, NewBriefing, View};
use crate::{
    blocks::{Block, blocks},
    documents,
    ladders::Part,
};
use axum::http::header;
use base::day_in_words;
use desk::drafts::{self, Editor, Sheet};
use serde_json::json;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ladders/rungs/{id}/briefing", get(show).post(save))
        .route("/ladders/rungs/{id}/briefing/edit", get(edit))
        .route("/ladders/rungs/{id}/briefing/pdf", get(document))
        .route("/ladders/rungs/{id}/briefing/anew", post(anew))
}

/// The look of the document.
const TEMPLATE: &str = include_str!("briefing.typ");

#[derive(Template)]
#[template(path = "briefings/show.html")]
struct BriefingPage {
    page: Page,
    it: View,
    blocks: Vec<Block>,
}

impl BriefingPage {
    fn is_owner(&self) -> bool {
        self.it.part == Part::Owns
    }

    fn may_write(&self) -> bool {
        self.it.part >= Part::Writes
    }
}

fn title(visit: &Visit, it: &View) -> String {
    visit.actor.language.with("briefing-title", &[("title", &it.ladder.title)])
}

async fn show(visit: Visit, Path(id): Path<i64>, query: Fields) -> Result<Response> {
    let mut it = actions::load(&visit.app, &visit.actor, id).await?;
    if let Some(earlier) = query.number("earlier") {
        it.now = actions::load_earlier(&visit.app, &visit.actor, id, earlier).await?;
    }
    let page = visit.page(title(&visit, &it));
    let blocks = blocks(&it.now.words);
    html(&BriefingPage { page, it, blocks })
}

/// As PDF/UA: to print, to send, to take along.
pub(super) async fn set(app: &App, actor: &Actor, rung: i64) -> base::Result<(String, Vec<u8>)> {
    let it = actions::load(app, actor, rung).await?;
    let tongue = actor.language;
    let date = day_in_words(tongue, actor.zone.to_datetime(it.now.at.timestamp()).date());
    let named = |key: &str, value: &str| json!([tongue.t(key), value]);
    let mut facts = vec![
        named("briefing-from", &it.ladder.owner),
        named("briefing-date", &date.replace('\u{2060}', "")),
        named("briefing-between", &format!("{} · {}", it.ladder.customer, it.ladder.provider)),
    ];
    if !it.now.addressee.is_empty() {
        facts.insert(0, named("briefing-for", &it.now.addressee));
    }
    let data = json!({
        "title": it.ladder.title,
        "language": tongue.tag,
        "what": tongue.t(&format!("briefing-what-{}", it.rung.kind)),
        "foot": app.config.name,
        "facts": facts,
        "blocks": blocks(&it.now.words),
    });
    let title = tongue.with("briefing-title", &[("title", &it.ladder.title)]);
    Ok((title, documents::set(actor, TEMPLATE, data, Vec::new()).await?))
}

/// A document that nobody's browser or proxy keeps.
pub(super) fn as_document((title, bytes): (String, Vec<u8>)) -> Response {
    let sent = documents::inline(&documents::named(&title), bytes);
    ([(header::CACHE_CONTROL, "no-store")], sent).into_response()
}

async fn document(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    Ok(as_document(set(&visit.app, &visit.actor, id).await?))
}

#[derive(Template)]
#[template(path = "briefings/edit.html")]
struct EditPage {
    page: Page,
    it: View,
    form: Fields,
    problems: Problems,
    drafts: drafts::Panel,
}

async fn edit_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<EditPage> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    if it.part < Part::Writes {
        return Err(Error::Forbidden.into());
    }
    let fresh = Fields::new([
        ("version", it.now.id.to_string()),
        ("addressee", it.now.addressee.clone()),
        ("words", it.now.words.clone()),
    ]);
    let editor = Editor::Page(Sheet::Briefing, id);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    Ok(EditPage { page: visit.page_t("briefing-edit"), it, form, problems, drafts })
}

async fn edit(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&edit_page(&visit, id, None, Problems::default()).await?)
}

async fn save(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let new = NewBriefing {
        addressee: fields.get("addressee").to_owned(),
        words: fields.get("words").to_owned(),
        version: fields.number("version").unwrap_or_default(),
    };
    let problems = match actions::save(&visit.app, &visit.actor, id, new).await {
        Ok(_) => {
            let editor = Editor::Page(Sheet::Briefing, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            return go(format!("/ladders/rungs/{id}/briefing?said=briefing-kept"));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = actions::load(&visit.app, &visit.actor, id).await?.now;
            fields.set("version", now.id.to_string());
            let mut problems = Problems::default();
            problems.add_with("words", "problem-changed-meanwhile", vec![("now", now.words)]);
            problems
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&edit_page(&visit, id, Some(fields), problems).await?)
}

async fn anew(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::write_anew(&visit.app, &visit.actor, id).await?;
    go(format!("/ladders/rungs/{id}/briefing?said=briefing-anew"))
}
