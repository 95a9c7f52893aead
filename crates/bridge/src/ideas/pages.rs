//! The improvement register, and the page of one idea.

use super::{
    IdeaRow,
    actions::{self, Seen, Wanted},
    model::{NewIdea, Origin, Outcome, State},
};
use crate::{
    follow_ups::Held,
    receivers,
    relationships::{Relationship, Side},
};
use base::{PersonId, TicketId};
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// How many a page shows.
const MOST: i64 = 50;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ideas", get(index).post(create))
        .route("/ideas/{id}", get(show))
        .route("/ideas/{id}/outcome", post(decide))
        .route("/ideas/{id}/owner", post(own))
        .route("/ideas/{id}/support", post(support))
}

#[derive(Template)]
#[template(path = "ideas/index.html")]
struct IndexPage {
    page: Page,
    form: Fields,
    problems: Problems,
    rows: Vec<IdeaRow>,
    mine: Vec<Relationship>,
    query: Fields,
    states: &'static [State],
    sides: Vec<(Side, String)>,
    next: String,
}

async fn index_page(
    visit: &Visit,
    query: Fields,
    form: Fields,
    problems: Problems,
) -> Result<IndexPage> {
    let owner = match (query.get("owner"), visit.actor.id) {
        ("mine", Some(me)) => me.0,
        ("nobody", _) => -1,
        _ => 0,
    };
    let wanted = Wanted {
        state: State::parse(query.get("state")),
        side: Side::parse(query.get("side")),
        owner,
        before: query.number("before").filter(|n| *n > 0).unwrap_or_default(),
        most: MOST + 1,
    };
    let mut shown = actions::list(&visit.app, &visit.actor, wanted).await?;
    let is_more = i64::try_from(shown.rows.len()).is_ok_and(|n| n > MOST);
    shown.rows.truncate(usize::try_from(MOST).unwrap_or_default());
    let next = shown.rows.last().filter(|_| is_more).map(|last| last.id.to_string());
    let next = next.map(|id| query.encode_with(&[("before", &id), ("said", "")]));
    let named = |side: Side| match shown.mine.as_slice() {
        [one] => one.name_of(side),
        _ => visit.actor.language.t(&format!("bridge-side-{side}")).to_owned(),
    };
    let sides = [Side::Customer, Side::Provider].map(|side| (side, named(side)));
    Ok(IndexPage {
        page: visit.page_t("ideas-title"),
        form,
        problems,
        rows: shown.rows,
        mine: shown.mine,
        query,
        states: State::ALL,
        sides: sides.into(),
        next: next.unwrap_or_default(),
    })
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let mut form = Fields::default();
    for name in ["ticket", "tour", "placement", "relationship"] {
        if query.has(name) {
            form.set(name, query.get(name));
        }
    }
    html(&index_page(&visit, query, form, Problems::default()).await?)
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let number = |name: &str| fields.number(name).filter(|n| *n > 0);
    let new = NewIdea {
        words: fields.get("words").to_owned(),
        relationship: number("relationship"),
        origin: Origin {
            ticket: number("ticket").map(TicketId),
            tour: number("tour"),
            placement: number("placement"),
        },
    };
    let origin = new.origin;
    match actions::note(&visit.app, &visit.actor, new).await {
        Ok(id) => match (fields.has("back"), origin) {
            (true, Origin { tour: Some(tour), .. }) => go(format!("/tours/{tour}?said=idea-noted")),
            (true, Origin { placement: Some(one), .. }) => {
                go(format!("/placements/{one}?said=idea-noted"))
            }
            _ => go(format!("/ideas/{id}?said=idea-noted")),
        },
        Err(Error::Invalid(problems)) => {
            refused_form(&index_page(&visit, Fields::default(), fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "ideas/show.html")]
struct ShowPage {
    page: Page,
    it: Seen,
    form: Fields,
    problems: Problems,
    held: &'static [Held],
    /// The look back whose form was refused; 0: none.
    look: i64,
    drafts: drafts::Panel,
}

impl ShowPage {
    fn has_owner(&self) -> bool {
        self.it.row.owner_id.is_some()
    }
    /// Whether the reader had the idea.
    fn is_own(&self) -> bool {
        self.it.row.noted_by.to_string() == self.page.person
    }
    /// Whether something was typed about what becomes of it.
    fn is_deciding(&self) -> bool {
        self.form.has("state") || self.form.has("reason") || !self.problems.0.is_empty()
    }
    fn is_owner(&self) -> bool {
        self.it.row.owner_id.is_some_and(|id| id.to_string() == self.page.person)
    }
    fn typed(&self, look: &i64, name: &str) -> &str {
        if *look == self.look { self.form.get(name) } else { "" }
    }
}

async fn show_page(
    visit: &Visit,
    id: i64,
    typed: Option<Fields>,
    problems: Problems,
) -> Result<ShowPage> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    let editor = Editor::Page(Sheet::Idea, id);
    let (form, drafts) =
        drafts::open(&visit.app, &visit.actor, editor, typed, Fields::default()).await?;
    let page = visit.page(crate::follow_ups::in_short(&it.row.words));
    Ok(ShowPage { page, it, form, problems, held: Held::ALL, look: 0, drafts })
}

/// The page again, with a look back that was refused.
pub async fn show_again(
    visit: &Visit,
    id: i64,
    (fields, problems): (Fields, Problems),
    look: i64,
) -> Result<Response> {
    let mut shown = show_page(visit, id, Some(fields), problems).await?;
    shown.look = look;
    refused_form(&shown)
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, id, None, Problems::default()).await?)
}

async fn decide(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let outcome = Outcome {
        state: State::parse(fields.get("state")),
        words: fields.get("reason").to_owned(),
    };
    let version = fields.number("version");
    match actions::decide(&visit.app, &visit.actor, (id, version), outcome).await {
        Ok(()) => {
            let editor = Editor::Page(Sheet::Idea, id);
            drafts::remove_sent(&visit.app, &visit.actor, editor, &fields).await;
            go(format!("/ideas/{id}?said=idea-decided"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, id, Some(fields), problems).await?)
        }
        Err(Error::Conflict) => {
            let now = actions::get(&visit.app, &visit.actor, id).await?.row;
            let shown = visit.actor.language.t(&format!("idea-state-{}", now.state)).to_owned();
            let mut problems = Problems::default();
            problems.add_with("state", "problem-changed-field", vec![("now", shown)]);
            fields.set("version", now.version.to_string());
            refused_form(&show_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn own(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let typed = fields.get("owner").to_owned();
    let outcome = match (fields.has("leave"), fields.has("take") || typed.trim().is_empty()) {
        (true, _) => Ok(None),
        (false, true) => visit.actor.person().map(Some),
        (false, false) => {
            let find = move |tx: &mut base::Tx| receivers::named_person(tx, "owner", &typed);
            visit.app.read(find).await.map(|one| Some(one.id))
        }
    };
    let outcome: base::Result<()> = match outcome {
        Ok(owner) => actions::own(&visit.app, &visit.actor, (id, None), owner).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => go(format!("/ideas/{id}?said=idea-owned")),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, id, Some(fields), problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn support(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    actions::support(&visit.app, &visit.actor, id, !fields.has("stop")).await?;
    go(format!("/ideas/{id}"))
}

impl IndexPage {
    fn is_narrowed(&self) -> bool {
        ["state", "side", "owner"].iter().any(|name| self.query.has(name))
    }
    fn owner_is(&self, word: &str) -> bool {
        self.query.is("owner", word)
    }
    /// The person's own, in the register.
    fn is_mine(&self, row: &IdeaRow) -> bool {
        row.owner_id.is_some_and(|PersonId(id)| id.to_string() == self.page.person)
    }
}
