//! The page of a step, and of what somebody thinks through on it.

use super::{
    actions::{self, NewNote, Sheet as NewSheet, View},
    model::State,
};
use crate::{
    expectations::{self, Both},
    ladders::{Part, RungKind, said_day},
};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ladders/rungs/{id}", get(show))
        .route("/ladders/rungs/{id}/notes", post(note))
        .route("/ladders/rungs/{id}/look", post(plan))
        .route("/ladders/rungs/{id}/skipping", post(skip))
        .route("/ladders/rungs/{id}/return", post(take_back))
        .route("/ladders/rungs/{id}/worksheet", get(sheet).post(save_sheet))
}

#[derive(Template)]
#[template(path = "rungs/show.html")]
struct RungPage {
    page: Page,
    it: View,
    form: Fields,
    problems: Problems,
    drafts: drafts::Panel,
}

impl RungPage {
    fn date(&self, on: &str) -> String {
        said_day(self.page.language, on)
    }

    fn may_write(&self) -> bool {
        self.it.part >= Part::Writes
    }

    fn is_skipped(&self) -> bool {
        self.it.rung.state == State::Skipped
    }

    /// What helps on this step, in a few paragraphs.
    fn guide(&self) -> Vec<String> {
        let all = self.page.word("rung-guide-", self.it.rung.kind);
        all.lines().map(str::to_owned).collect()
    }

    fn is_praise(&self) -> bool {
        self.it.rung.kind == RungKind::Praise
    }

    fn is_last(&self) -> bool {
        self.it.rung.kind == RungKind::Acceptance
    }

    /// Whether there is something to think through on it.
    fn has_sheet(&self) -> bool {
        matches!(self.it.rung.kind, RungKind::Expectations | RungKind::Agreement)
    }
}

fn day(visit: &Visit, at: Time) -> String {
    visit.actor.zone.to_datetime(at.timestamp()).date().to_string()
}

async fn page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<RungPage> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let mut fresh = Fields::new([
        ("happened_on", day(visit, visit.app.now())),
        ("wait_days", it.rung.wait_days.to_string()),
        ("look_on", it.rung.look_at.map(|at| day(visit, at)).unwrap_or_default()),
    ]);
    // one form of several was sent: the others stay as they were
    let is_typed = typed.is_some();
    for (name, value) in typed.iter().flat_map(|typed| typed.pairs()) {
        fresh.set(name, value.clone());
    }
    let typed = Some(fresh.clone()).filter(|_| is_typed);
    let editor = Editor::Page(Sheet::Rung, id);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let title = visit.actor.language.t(&format!("rung-kind-{}", it.rung.kind)).to_owned();
    Ok(RungPage { page: visit.page(title), it, form, problems, drafts })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&page(&visit, id, None, Problems::default()).await?)
}

async fn after(
    visit: &Visit,
    id: i64,
    outcome: base::Result<()>,
    (said, fields): (&str, Fields),
) -> Result<Response> {
    match outcome {
        Ok(()) => go(format!("/ladders/rungs/{id}?said={said}")),
        Err(Error::Invalid(problems)) => {
            refused_form(&page(visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn note(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let new = NewNote {
        whom: fields.get("whom").to_owned(),
        happened_on: fields.get("happened_on").to_owned(),
        words: fields.get("note").to_owned(),
        wait_days: fields.get("wait_days").to_owned(),
    };
    let outcome = actions::note(&visit.app, &visit.actor, id, new).await;
    if outcome.is_ok() {
        let editor = Editor::Page(Sheet::Rung, id);
        drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
    }
    after(&visit, id, outcome, ("rung-noted", fields)).await
}

async fn plan(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::plan(&visit.app, &visit.actor, id, fields.get("look_on")).await;
    after(&visit, id, outcome, ("changed", fields)).await
}

async fn skip(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let outcome = actions::skip(&visit.app, &visit.actor, id, fields.get("skip_words")).await;
    after(&visit, id, outcome, ("rung-skipped", fields)).await
}

async fn take_back(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::take_back(&visit.app, &visit.actor, id).await?;
    go(format!("/ladders/rungs/{id}?said=changed"))
}

#[derive(Template)]
#[template(path = "rungs/sheet.html")]
struct SheetPage {
    page: Page,
    it: View,
    form: Fields,
    problems: Problems,
    drafts: drafts::Panel,
    both: Option<Both>,
}

impl SheetPage {
    /// By when it was needed: "today".
    fn needed(&self, row: &expectations::Row) -> String {
        self.page.word("hurts-", &row.hurts).to_lowercase()
    }

    fn may_write(&self) -> bool {
        self.it.part >= Part::Writes
    }
}

async fn sheet_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<SheetPage> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let both = match it.rung.kind {
        RungKind::Expectations => {
            Some(expectations::load(&visit.app, &visit.actor, it.ladder.id).await?)
        }
        RungKind::Agreement => None,
        _ => return Err(Error::NotFound.into()),
    };
    let now = actions::view_sheet(&visit.app, &visit.actor, id).await?;
    let fresh = Fields::new([
        ("version", now.version.to_string()),
        ("asks", now.asks),
        ("gives", now.gives),
        ("learned", now.learned),
    ]);
    let editor = Editor::Page(Sheet::Worksheet, id);
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, editor, typed, fresh).await?;
    let title = visit.actor.language.t(&format!("sheet-{}-title", it.rung.kind)).to_owned();
    Ok(SheetPage { page: visit.page(title), it, form, problems, drafts, both })
}

async fn sheet(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&sheet_page(&visit, id, None, Problems::default()).await?)
}

async fn save_sheet(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let new = NewSheet {
        asks: fields.get("asks").to_owned(),
        gives: fields.get("gives").to_owned(),
        learned: fields.get("learned").to_owned(),
        version: fields.number("version").unwrap_or_default(),
    };
    let problems = match actions::save_sheet(&visit.app, &visit.actor, id, new).await {
        Ok(()) => {
            let editor = Editor::Page(Sheet::Worksheet, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            return go(format!("/ladders/rungs/{id}/worksheet?said=changed"));
        }
        Err(Error::Invalid(problems)) => problems,
        Err(Error::Conflict) => {
            let now = actions::view_sheet(&visit.app, &visit.actor, id).await?;
            fields.set("version", now.version.to_string());
            let mut problems = Problems::default();
            let stored = [("asks", now.asks), ("gives", now.gives), ("learned", now.learned)];
            for (field, now) in stored {
                if now != fields.get(field) {
                    problems.add_with(field, "problem-changed-meanwhile", vec![("now", now)]);
                }
            }
            problems
        }
        Err(error) => return Err(error.into()),
    };
    refused_form(&sheet_page(&visit, id, Some(fields), problems).await?)
}
