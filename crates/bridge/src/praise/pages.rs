//! Giving thanks, deciding about them, and the page of thanks.

use super::{
    PraiseRow,
    actions::{self, Mine},
    model::{Attribute, NewPraise, Sharing, To},
};
use crate::{
    receivers::{self, Choices},
    relationships::Side,
};
use base::TicketId;
use desk::drafts::{self, Editor, Sheet};
use web::prelude::*;

/// How many a page shows.
const MOST: i64 = 30;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/praise", get(index).post(create))
        .route("/praise/new", get(new))
        .route("/praise/mine", get(mine))
        .route("/praise/{id}", get(show))
        .route("/praise/{id}/sharing", post(decide))
        .route("/praise/assists/{assist}", post(of_assist))
}

#[derive(Template)]
#[template(path = "praise/index.html")]
struct IndexPage {
    page: Page,
    shared: Vec<PraiseRow>,
    /// Said to the reader, who has not decided about it.
    waiting: Vec<PraiseRow>,
    side: String,
    attribute: String,
    sides: Vec<(String, String)>,
    attributes: &'static [Attribute],
    next: String,
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let side = Side::parse(query.get("side")).map(|side| side.to_string()).unwrap_or_default();
    let attribute = Attribute::parse(query.get("attribute"));
    let attribute = attribute.map(|one| one.to_string()).unwrap_or_default();
    let before = query.number("before").filter(|n| *n > 0).unwrap_or_default();
    let of = (side.clone(), attribute.clone());
    let mut shared = actions::list_shared(&visit.app, &visit.actor, of, (before, MOST + 1)).await?;
    let is_more = i64::try_from(shared.len()).is_ok_and(|n| n > MOST);
    shared.truncate(usize::try_from(MOST).unwrap_or_default());
    let next = shared.last().filter(|_| is_more).map(|last| last.id.to_string());
    let next = next.map(|id| query.encode_with(&[("before", &id), ("said", "")]));
    let mut waiting = actions::list_mine(&visit.app, &visit.actor).await?.received;
    waiting.retain(|row| row.decided_at.is_none() && !row.is_only_for_receiver);
    html(&IndexPage {
        page: visit.page_t("praise-title"),
        shared,
        waiting,
        side,
        attribute,
        sides: sides(&visit).await?,
        attributes: Attribute::ALL,
        next: next.unwrap_or_default(),
    })
}

/// What the sides are called: by name where there is one relationship.
async fn sides(visit: &Visit) -> Result<Vec<(String, String)>> {
    let actor = visit.actor.clone();
    let mine = visit.app.read(move |tx| crate::relationships::list_mine(tx, &actor)).await?;
    let both = [Side::Customer, Side::Provider];
    Ok(match mine.as_slice() {
        [(one, _)] => both.map(|side| (side.to_string(), one.name_of(side))).into(),
        _ => both.map(|side| (side.to_string(), side_name(visit, side))).into(),
    })
}

fn side_name(visit: &Visit, side: Side) -> String {
    visit.actor.language.t(&format!("bridge-side-{side}")).to_owned()
}

#[derive(Template)]
#[template(path = "praise/mine.html")]
struct MinePage {
    page: Page,
    it: Mine,
}

async fn mine(visit: Visit) -> Result<Response> {
    let it = actions::list_mine(&visit.app, &visit.actor).await?;
    html(&MinePage { page: visit.page_t("praise-mine-title"), it })
}

#[derive(Template)]
#[template(path = "praise/new.html")]
struct NewPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// Who had a hand in what it is about.
    hands: Choices,
    teams: Choices,
    attributes: &'static [Attribute],
    drafts: drafts::Panel,
}

const EDITOR: Editor = Editor::Page(Sheet::Praise, 0);

async fn form(
    visit: &Visit,
    typed: Option<Fields>,
    problems: Problems,
    fresh: Fields,
) -> Result<NewPage> {
    let actor = visit.actor.clone();
    let asked = typed.as_ref().unwrap_or(&fresh).clone();
    let (hands, teams) = visit
        .app
        .read(move |tx| {
            let mut hands: Choices = match asked.number("ticket").map(TicketId) {
                Some(ticket) if desk::tickets::see(tx, &actor, ticket).is_ok() => {
                    let found = receivers::hands(tx, &actor, ticket)?;
                    found.into_iter().map(|(id, name)| (To::Person(id).to_string(), name)).collect()
                }
                _ => Vec::new(),
            };
            let chosen = asked.get("whom");
            if let Some(To::Person(id)) = To::parse(chosen)
                && hands.iter().all(|(value, _)| value != chosen)
                && let Ok(found) = receivers::named(tx, id)
            {
                hands.push((chosen.to_owned(), found));
            }
            Ok((hands, receivers::choices(tx, &actor)?))
        })
        .await?;
    let (form, drafts) = drafts::open(&visit.app, &visit.actor, EDITOR, typed, fresh).await?;
    let mut options = vec![(String::new(), "–".to_owned())];
    options.extend(teams);
    Ok(NewPage {
        page: visit.page_t("praise-new-title"),
        form,
        problems,
        hands,
        teams: options,
        attributes: Attribute::ALL,
        drafts,
    })
}

async fn new(visit: Visit, query: Fields) -> Result<Response> {
    let mut fresh = Fields::default();
    for name in ["ticket", "tour", "whom", "attribute"] {
        if query.has(name) {
            fresh.set(name, query.get(name));
        }
    }
    html(&form(&visit, None, Problems::default(), fresh).await?)
}

fn read(fields: &Fields) -> NewPraise {
    let chosen = To::parse(fields.get("whom"));
    let typed = fields.get("person").to_owned();
    let team = To::parse(fields.get("team"));
    NewPraise {
        // what is typed was meant, whatever was chosen before
        to: if typed.trim().is_empty() { chosen.or(team) } else { None },
        person: typed,
        attribute: Attribute::parse(fields.get("attribute")),
        words: fields.get("words").to_owned(),
        is_only_for_receiver: fields.has("only"),
        ticket: fields.number("ticket").filter(|n| *n > 0).map(TicketId),
        tour: fields.number("tour").filter(|n| *n > 0),
    }
}

async fn create(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    match actions::give(&visit.app, &visit.actor, read(&fields)).await {
        Ok(id) => {
            drafts::remove_sent(&visit.app, &visit.actor, EDITOR, &fields).await;
            go(format!("/praise/{id}?said=praise-given"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&form(&visit, Some(fields), problems, Fields::default()).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "praise/show.html")]
struct ShowPage {
    page: Page,
    one: PraiseRow,
    may_decide: bool,
    is_mine: bool,
    problems: Problems,
    ways: &'static [Sharing],
    /// What is chosen in the form.
    chosen: String,
}

async fn show_page(
    visit: &Visit,
    id: i64,
    problems: Problems,
    typed: Option<Sharing>,
) -> Result<ShowPage> {
    let (one, may_decide) = actions::get(&visit.app, &visit.actor, id).await?;
    let args = [("from", one.giver.as_str()), ("to", one.receiver.as_str())];
    let page = visit.page(visit.actor.language.with("praise-from-to", &args));
    let is_mine = visit.actor.id == Some(one.giver_id);
    let chosen = typed.unwrap_or(one.sharing).to_string();
    Ok(ShowPage { page, one, may_decide, is_mine, problems, ways: Sharing::ALL, chosen })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, id, Problems::default(), None).await?)
}

async fn decide(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let sharing = Sharing::parse(fields.get("sharing"));
    let version = fields.number("version");
    match actions::decide(&visit.app, &visit.actor, (id, version), sharing).await {
        Ok(()) => {
            let said = sharing.map_or("praise-kept", |one| match one {
                Sharing::Private => "praise-kept",
                Sharing::Team => "praise-team",
                Sharing::Everybody => "praise-everybody",
            });
            go(format!("/praise/{id}?said={said}"))
        }
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, id, problems, sharing).await?)
        }
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add("sharing", "problem-praise-decided");
            refused_form(&show_page(&visit, id, problems, sharing).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn of_assist(visit: Visit, Path(assist): Path<i64>) -> Result<Response> {
    let id = actions::give_for_assist(&visit.app, &visit.actor, assist).await?;
    go(format!("/praise/{id}?said=praise-given"))
}
