//! Choosing a deed for many tickets, doing it, seeing what came of it, and undoing it.

use super::{
    TicketRow,
    actions::{self, MOST, NewBulk, Shown},
    model::{Deed, DeedKind, Outcome},
};
use crate::{
    drafts::{self, Panel},
    impact::{Hurts, Scope},
    offers::{self, Offer},
    queue::{self, Filters},
    resolution::Cause,
    snooze::{Quick, choices},
    tickets::HoldReason,
};
use axum::Json;
use base::{TicketId, token};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bulk", post(create))
        .route("/bulk/new", get(new))
        .route("/bulk/names", get(names))
        .route("/bulk/{id}", get(show))
        .route("/bulk/{id}/undoing", post(undo))
        .route("/bulk/{id}/continuation", post(carry_on))
}

#[derive(Template)]
#[template(path = "bulk/new.html")]
struct NewPage {
    page: Page,
    form: Fields,
    problems: Problems,
    kind: Option<DeedKind>,
    kinds: &'static [DeedKind],
    offer: Offer,
    /// Those to do it to.
    ids: Vec<TicketId>,
    /// Whether more than can be done at once match.
    is_cut: bool,
    quick: Vec<(Quick, String)>,
    causes: &'static [Cause],
    reasons: &'static [HoldReason],
    scopes: &'static [Scope],
    hurts: &'static [Hurts],
    drafts: Panel,
}

/// Fields that say what is done to which tickets.
const OWN: [&str; 6] = ["list", "tickets", "ticket", "all", "deed", "key"];

impl NewPage {
    fn numbers(&self) -> String {
        self.ids.iter().map(TicketId::to_string).collect::<Vec<_>>().join(" ")
    }
    /// What was typed for a deed that nobody knows: it goes along to the one that is chosen then.
    fn typed(&self) -> Vec<(&str, &str)> {
        let pairs = self.form.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        pairs.filter(|(name, _)| self.kind.is_none() && !OWN.contains(name)).collect()
    }
    fn is(&self, word: &str) -> bool {
        self.kind.is_some_and(|kind| kind.as_str() == word)
    }
    fn tomorrow(&self) -> String {
        match (self.form.get("wakes"), self.form.get("until")) {
            ("", "") if self.problems.0.is_empty() => {
                let now = self.page.zone.to_datetime(self.page.now.timestamp());
                format!("{}T09:00", now.date().tomorrow().unwrap_or(now.date()))
            }
            ("", typed) | (typed, _) => typed.to_owned(),
        }
    }
}

/// The tickets a form means: those ticked, or all that are in its list.
async fn chosen(visit: &Visit, form: &Fields) -> base::Result<(Vec<TicketId>, bool)> {
    if !form.has("all") {
        let typed = form.get("tickets").split([' ', ',', '#']);
        let numbers = form.all("ticket").into_iter().chain(typed);
        let mut ids: Vec<TicketId> = numbers.filter_map(|id| id.trim().parse().ok()).collect();
        ids.sort_unstable();
        ids.dedup();
        return Ok((ids, false));
    }
    let list = Fields::parse(form.get("list").as_bytes());
    let mut filters = Filters::read(&list, &visit.actor, visit.app.now())?;
    filters.cursor = None;
    filters.limit = MOST as i64;
    let (ids, next) = queue::list_ids(&visit.app, &visit.actor, filters).await?;
    Ok((ids, next.is_some()))
}

async fn new_page(visit: &Visit, mut form: Fields, problems: Problems) -> Result<NewPage> {
    let offer = offers::offer(&visit.app, &visit.actor).await?;
    let (ids, is_cut) = chosen(visit, &form).await?;
    if form.get("key").is_empty() {
        form.set("key", token());
    }
    let kind = DeedKind::parse(form.get("deed"));
    let drafts = match kind {
        Some(kind) => drafts::load(&visit.app, &visit.actor, actions::editor(kind)).await?,
        None => Panel::default(),
    };
    if let (true, Some(draft)) = (problems.0.is_empty(), drafts.own.first()) {
        // which tickets, and from which list, is as it is now
        for (name, value) in draft.fields.pairs() {
            if !form.has(name) && !OWN.contains(&name.as_str()) {
                form.push(name, value.as_str());
            }
        }
    }
    let page = visit.page_t("bulk-title");
    Ok(NewPage {
        quick: choices(page.language, &page.zone, page.now),
        page,
        form,
        problems,
        kind,
        kinds: DeedKind::ALL,
        offer,
        ids,
        is_cut,
        causes: Cause::ALL,
        reasons: HoldReason::ALL,
        scopes: Scope::ALL,
        hurts: Hurts::ALL,
        drafts,
    })
}

async fn new(visit: Visit, form: Fields) -> Result<Response> {
    html(&new_page(&visit, form, Problems::default()).await?)
}

/// Somebody's name as it was typed: the only agent it can mean.
async fn meant(visit: &Visit, fields: &mut Fields) -> base::Result<()> {
    let typed = fields.get("who").trim().to_lowercase();
    if typed.is_empty() || fields.has("take") || !fields.get("assignee").is_empty() {
        return Ok(());
    }
    let offer = offers::offer(&visit.app, &visit.actor).await?;
    let begins = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(&typed) || name.split_whitespace().any(|word| word.starts_with(&typed))
    };
    let exact = offer.agents.iter().find(|agent| agent.name.to_lowercase() == typed);
    let found: Vec<_> = offer.agents.iter().filter(|agent| begins(&agent.name)).collect();
    let only = exact.or(if found.len() == 1 { found.first().copied() } else { None });
    match only {
        Some(one) => {
            fields.set("assignee", one.id.to_string());
            Ok(())
        }
        None if found.is_empty() => Err(Error::invalid("who", "problem-nobody-called")),
        None => Err(Error::invalid("who", "problem-several-called")),
    }
}

async fn create(visit: Visit, Posted { mut fields, .. }: Posted) -> Result<Response> {
    let outcome = match meant(&visit, &mut fields).await {
        Ok(()) => try_to_do(&visit, &fields).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(id) => {
            if let Some(kind) = DeedKind::parse(fields.get("deed")) {
                let editor = actions::editor(kind);
                drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            }
            go(format!("/bulk/{id}"))
        }
        Err(Error::Invalid(problems)) => refused_form(&new_page(&visit, fields, problems).await?),
        Err(error) => Err(error.into()),
    }
}

async fn try_to_do(visit: &Visit, fields: &Fields) -> base::Result<i64> {
    let kind = DeedKind::parse(fields.get("deed"))
        .ok_or_else(|| Error::invalid("deed", "problem-choose"))?;
    let deed = Deed::read(kind, fields, &visit.actor, visit.app.now())?;
    // what matched when the form was shown is in it; without JavaScript and on the first page, too
    let (tickets, _) = chosen(visit, fields).await?;
    let key =
        Some(fields.get("key").chars().take(200).collect()).filter(|k: &String| !k.is_empty());
    let list = fields.get("list").chars().take(2000).collect();
    actions::start(&visit.app, &visit.actor, NewBulk { deed, tickets, key, list }).await
}

#[derive(Template)]
#[template(path = "bulk/show.html")]
struct ShowPage {
    page: Page,
    it: Shown,
    /// What was done, in one sentence.
    said: String,
}

impl ShowPage {
    fn left(&self) -> Vec<&TicketRow> {
        let told =
            [Outcome::Refused, Outcome::NotYours, Outcome::Kept, Outcome::Waiting, Outcome::Same];
        self.it.tickets.iter().filter(|t| told.contains(&t.outcome)).collect()
    }
    fn done(&self) -> Vec<&TicketRow> {
        let done = [Outcome::Done, Outcome::Undone];
        self.it.tickets.iter().filter(|t| done.contains(&t.outcome)).collect()
    }
    /// Whether its answers have not left yet.
    fn is_leaving(&self) -> bool {
        self.it.may_undo && self.it.deed.kind() == DeedKind::Reply
    }
    /// Whether answers were taken back, so that their words are a draft.
    fn has_words_back(&self) -> bool {
        self.it.row.undone_at.is_some() && self.it.deed.kind() == DeedKind::Reply
    }
    fn number_of(&self, word: &str) -> usize {
        self.it.tickets.iter().filter(|t| t.outcome.as_str() == word).count()
    }
    fn numbers(&self) -> String {
        self.it.tickets.iter().map(|t| t.id.to_string()).collect::<Vec<_>>().join(" ")
    }
}

async fn show_page(visit: &Visit, id: i64) -> Result<ShowPage> {
    let it = actions::show(&visit.app, &visit.actor, id).await?;
    let language = visit.actor.language;
    let done = it.tickets.iter().filter(|t| t.outcome == Outcome::Done).count();
    let undone = it.tickets.iter().filter(|t| t.outcome == Outcome::Undone).count();
    let all = it.tickets.len();
    let rest = all - done - it.tickets.iter().filter(|t| t.outcome == Outcome::Same).count();
    let mut said = if it.row.undone_at.is_some() {
        language.with("bulk-undone", &[("n", &undone.to_string())])
    } else {
        let what = match it.deed.kind() {
            DeedKind::Reply if it.may_undo => "leaving",
            kind => kind.as_str(),
        };
        language.with(&format!("bulk-done-{what}"), &[("n", &done.to_string())])
    };
    if it.row.undone_at.is_none() && rest > 0 {
        said += " ";
        said += &language.with("bulk-not-done", &[("n", &rest.to_string())]);
    }
    let kept = it.tickets.iter().filter(|t| t.outcome == Outcome::Kept).count();
    if kept > 0 {
        said += " ";
        said += &language.with("bulk-kept", &[("n", &kept.to_string())]);
    }
    // of a single one it is said at once why
    if let [only] = it.tickets.as_slice()
        && !only.why.is_empty()
    {
        said = format!("#{}: {}", only.id, only.why);
    }
    Ok(ShowPage { page: visit.page(said.clone()), it, said })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, id).await?)
}

async fn undo(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    match actions::undo(&visit.app, &visit.actor, id).await {
        // sent twice, or too late: the page says how it stands
        Ok(()) | Err(Error::Conflict) => go(format!("/bulk/{id}")),
        Err(error) => Err(error.into()),
    }
}

async fn carry_on(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::carry_on(&visit.app, &visit.actor, id).await?;
    go(format!("/bulk/{id}"))
}

/// A name to choose, for the dialogs of the queue.
#[derive(serde::Serialize)]
struct Name {
    id: i64,
    name: String,
}

#[derive(serde::Serialize)]
struct Names {
    agents: Vec<Name>,
    tags: Vec<String>,
}

async fn names(visit: Visit) -> Result<Response> {
    let offer = offers::offer(&visit.app, &visit.actor).await?;
    let agents = offer.agents.into_iter().map(|a| Name { id: a.id, name: a.name }).collect();
    Ok(Json(Names { agents, tags: offer.tags }).into_response())
}
