//! The pack as a page and as a document.

use super::{
    actions,
    model::{Card, Pack},
};
use crate::{documents, written::pieces};
use press::Picture;
use serde_json::{Value, json};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meetings/{id}/pack", get(show))
        .route("/meetings/{id}/pack.pdf", get(document))
}

const TEMPLATE: &str = include_str!("pack.typ");

#[derive(Template)]
#[template(path = "packs/show.html")]
struct PackPage {
    page: Page,
    it: Pack,
}

impl PackPage {
    fn html(&self, notes: &str) -> String {
        web::markdown(notes)
    }
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    html(&PackPage {
        page: visit.page(format!("{} · {}", visit.actor.language.t("pack-title"), it.title)),
        it,
    })
}

async fn document(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let bytes = pdf(&visit.app, &visit.actor, id).await?;
    Ok(documents::inline(&format!("meeting-pack-{id}.pdf"), bytes))
}

/// A card with its words read as lists, bold and italic letters.
fn told_card(card: &Card) -> Value {
    let lines = card.lines.iter();
    let lines = lines.map(|line| json!({"note": line.note, "pieces": pieces(&line.text)}));
    json!({"name": card.name, "lines": lines.collect::<Vec<_>>()})
}

/// The pack as a tagged PDF. What people wrote is data in it, never markup.
pub(crate) async fn pdf(app: &App, actor: &Actor, id: i64) -> base::Result<Vec<u8>> {
    let pack = actions::load(app, actor, id).await?;
    let t = |key: &str| actor.language.t(key).to_owned();
    let words = json!({
        "pack": t("pack-title"), "who": t("pack-who"), "figures": t("pack-figures"),
        "last": t("pack-last"), "people": t("meeting-people"), "agenda": t("agenda-title"),
        "decisions": t("minutes-decisions"), "promised": t("minutes-actions"),
        "none": t("pack-none"),
    });
    let pictures = pack.figures.iter();
    let pictures =
        pictures.map(|one| Picture { path: one.path.clone(), svg: one.picture.clone() }).collect();
    let organisation = app.config.name.clone();
    let foot = format!("{organisation} · {} · {}", pack.between, pack.when);
    let language = actor.language.tag;
    let notes = |parts: &[super::model::Part]| -> Vec<Value> {
        parts.iter().map(|part| json!(pieces(&part.notes))).collect()
    };
    let data = json!({
        "it": pack, "t": words, "foot": foot, "language": language,
        "cards": pack.cards.iter().map(told_card).collect::<Vec<_>>(),
        "notes": notes(&pack.parts),
        "last_notes": pack.last.as_ref().map(|last| notes(&last.notes)),
    });
    documents::set(actor, TEMPLATE, data, pictures).await
}
