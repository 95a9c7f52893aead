//! One's list of news, and the page on which one chooses how to be told.

use super::{
    actions::{self, Told},
    model::{Choices, Kind, NewChoices, Way, clock_words},
};
use crate::tidings::{self, TidingRow};
use axum::{extract::Request, http::Method, middleware::Next};
use base::Marker;
use std::sync::Arc;
use web::{Waiting, prelude::*};

/// How many a page shows.
const MOST: i64 = 50;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/notifications", get(index))
        .route("/notifications/reading", post(open_all))
        .route("/notifications/waiting", get(waiting))
        .route("/notifications/{id}/reading", post(open))
        .route("/account/notifications", get(edit).post(update))
}

#[derive(Template)]
#[template(path = "notifications/index.html")]
struct NotificationsPage {
    page: Page,
    /// About tickets, and about none.
    lines: Vec<Line>,
    marker: Marker,
    /// The newest there is of either, where any on the page is unread.
    newest: Option<Place>,
    /// Where older ones begin.
    older: Option<Place>,
}

/// A row of the list.
enum Line {
    Ticket(Told),
    Other(TidingRow),
}

/// A row among what is about tickets, and one among what is not; 0: none.
#[derive(Clone, Copy)]
struct Place {
    ticket: i64,
    other: i64,
}

impl Line {
    fn at(&self) -> base::Time {
        match self {
            Line::Ticket(one) => one.row.at,
            Line::Other(one) => one.at,
        }
    }

    fn is_unread(&self) -> bool {
        match self {
            Line::Ticket(one) => one.row.read_at.is_none(),
            Line::Other(one) => one.read_at.is_none(),
        }
    }

    /// This row in the place of its kind.
    fn mark(&self, place: &mut Place) {
        match self {
            Line::Ticket(one) => place.ticket = one.row.id,
            Line::Other(one) => place.other = one.id,
        }
    }
}

impl NotificationsPage {
    /// What somebody said, with the words marked that the reader may not know.
    fn said(&self, one: &Told) -> String {
        self.marker.mark(escaped(&one.row.said))
    }

    fn sentence(&self, one: &TidingRow) -> String {
        one.sentence(self.page.language)
    }

    fn when(&self, one: &TidingRow) -> Option<String> {
        one.when(self.page.language, &self.page.zone)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Both in one list, as far as a page goes: each in its own order, the newer of the two first. And
/// whether there is more.
fn merge(told: Vec<Told>, others: Vec<TidingRow>) -> (Vec<Line>, bool) {
    let mut told = told.into_iter().map(Line::Ticket).peekable();
    let mut others = others.into_iter().map(Line::Other).peekable();
    let mut lines = Vec::new();
    for _ in 0..MOST {
        let next = match (told.peek(), others.peek()) {
            (Some(one), Some(other)) if one.at() < other.at() => others.next(),
            (None, _) => others.next(),
            _ => told.next(),
        };
        let Some(next) = next else { break };
        lines.push(next);
    }
    (lines, told.peek().is_some() || others.peek().is_some())
}

async fn index(visit: Visit, query: Fields) -> Result<Response> {
    let from = |name: &str| query.number(name).filter(|n| *n > 0).unwrap_or_default();
    let mut last = Place { ticket: from("before"), other: from("tiding") };
    let told = actions::list(&visit.app, &visit.actor, (last.ticket, MOST + 1)).await?;
    let others = tidings::list(&visit.app, &visit.actor, (last.other, MOST + 1)).await?;
    let (lines, is_more) = merge(told, others);
    let mut newest = Place { ticket: 0, other: 0 };
    lines.iter().rev().for_each(|line| line.mark(&mut newest));
    lines.iter().for_each(|line| line.mark(&mut last));
    html(&NotificationsPage {
        page: visit.page_t("notifications-title"),
        marker: Marker::new(&visit.app, &visit.actor),
        newest: Some(newest).filter(|_| lines.iter().any(Line::is_unread)),
        older: Some(last).filter(|_| is_more),
        lines,
    })
}

/// Reads one and leads to its ticket.
async fn open(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    match actions::open(&visit.app, &visit.actor, id).await? {
        Some(ticket) => go(format!("/tickets/{ticket}")),
        None => go("/notifications"),
    }
}

async fn open_all(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let newest = |name: &str| fields.number(name).unwrap_or(i64::MAX);
    actions::open_all(&visit.app, &visit.actor, newest("newest")).await?;
    tidings::open_all(&visit.app, &visit.actor, newest("newest_tiding")).await?;
    go("/notifications?said=notifications-read")
}

#[derive(Template)]
#[template(path = "notifications/edit.html")]
struct ChoicesPage {
    page: Page,
    form: Fields,
    problems: Problems,
    kinds: &'static [Kind],
    explained: &'static [Way],
    /// How it is now, when something else was chosen on another page meanwhile.
    now: Option<Choices>,
}

impl ChoicesPage {
    fn new(visit: &Visit, is_helping: bool, form: Fields, problems: Problems) -> Self {
        let page = visit.page_t("choices-title");
        ChoicesPage {
            kinds: Kind::offered(is_helping),
            explained: Way::ALL,
            page,
            form,
            problems,
            now: None,
        }
    }

    /// Quiet hours in words.
    fn quiet(&self, choices: &Choices) -> String {
        match choices.quiet {
            Some(quiet) => self.page.with2(
                "choices-quiet-now",
                "from",
                clock_words(quiet.from),
                "until",
                clock_words(quiet.until),
            ),
            None => self.page.t("choices-quiet-none").to_owned(),
        }
    }

    /// When the summary comes, in words.
    fn digest(&self, choices: &Choices) -> String {
        let days = choices.plan.days.iter().map(|day| self.page.word("weekday-", day));
        let days = days.collect::<Vec<_>>().join(", ");
        format!("{}, {days}", clock_words(choices.plan.minute))
    }
}

fn as_form(choices: &Choices) -> Fields {
    let mut form = Fields::default();
    for (kind, way) in &choices.ways {
        form.set(kind.as_str(), way.as_str());
    }
    if let Some(quiet) = choices.quiet {
        form.set("quiet_from", clock_words(quiet.from));
        form.set("quiet_until", clock_words(quiet.until));
    }
    if choices.is_critical_let_through {
        form.set("critical", "yes");
    }
    form.set("digest_at", clock_words(choices.plan.minute));
    form.set("version", choices.version.to_string());
    for day in &choices.plan.days {
        form.push("day", day.to_string());
    }
    form
}

async fn edit(visit: Visit) -> Result<Response> {
    let choices = actions::choices(&visit.app, &visit.actor).await?;
    let form = as_form(&choices);
    html(&ChoicesPage::new(&visit, choices.is_helping, form, Problems::default()))
}

async fn update(visit: Visit, Posted { mut fields, .. }: Posted) -> Result<Response> {
    let is_helping = visit.actor.has(base::Right::Work);
    let way = |kind: &Kind| (*kind, fields.get(kind.as_str()).to_owned());
    let new = NewChoices {
        // a page that was opened before there was a kind says nothing of it
        ways: Kind::offered(is_helping)
            .iter()
            .filter(|kind| fields.has(kind.as_str()))
            .map(way)
            .collect(),
        quiet_from: fields.get("quiet_from").to_owned(),
        quiet_until: fields.get("quiet_until").to_owned(),
        is_critical_let_through: fields.has("critical"),
        digest_at: fields.get("digest_at").to_owned(),
        digest_days: fields.all("day").into_iter().map(str::to_owned).collect(),
        version: fields.number("version"),
    };
    match actions::choose(&visit.app, &visit.actor, new).await {
        Ok(()) => go("/account/notifications?said=saved"),
        Err(Error::Invalid(problems)) => {
            refused_form(&ChoicesPage::new(&visit, is_helping, fields, problems))
        }
        Err(Error::Conflict) => {
            let now = actions::choices(&visit.app, &visit.actor).await?;
            fields.set("version", now.version.to_string());
            let page = ChoicesPage::new(&visit, is_helping, fields, Problems::default());
            refused_form(&ChoicesPage { now: Some(now), ..page })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "notifications/waiting.html")]
struct WaitingPart {
    page: Page,
}

/// What waits for the reader, for the bar of a page that is open already.
async fn waiting(visit: Visit) -> Result<Response> {
    html(&WaitingPart { page: visit.page("") })
}

/// How many somebody has not read, as a link in the bar of their pages; for those who get news
/// there, so that it does not come and go. Not for programs.
pub async fn count_for_the_bar(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let actor = request.extensions().get::<Arc<Actor>>().cloned();
    let path = request.uri().path();
    // a page that a browser fetches ahead is not looked at
    let is_seen = request.method() == Method::GET && !request.headers().contains_key("sec-purpose");
    if let Some(actor) = actor
        && !path.starts_with("/api/")
        && !path.starts_with("/live")
        && let Ok((count, has_any)) =
            actions::look(&app, &actor, if is_seen { path } else { "" }).await
        && (has_any || actor.has(base::Right::Work))
    {
        let key = match count {
            0 => "nav-notifications-none",
            1..=99 => "nav-notifications",
            _ => "nav-notifications-many",
        };
        let waiting = Waiting { href: "/notifications", key, count };
        match request.extensions_mut().get_mut::<Vec<Waiting>>() {
            Some(all) => all.push(waiting),
            None => drop(request.extensions_mut().insert(vec![waiting])),
        }
    }
    next.run(request).await
}
