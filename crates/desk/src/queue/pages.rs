//! The queue and the requests, as pages.

use super::{
    Line,
    actions::{self, Listed, Opened},
    model::{Count, Cursor, Filters, Group, Order, Phase, Whose},
};
use crate::{
    affected::{self, JoinedRow},
    felt_overview,
    impact::Priority,
    list_style::ListStyle,
    snooze::{Quick, choices},
    views::{self, SavedView, canonical},
};
use base::{Language, Scope, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/queue", get(queue))
        .route("/queue/rows", get(rows))
        .route("/queue/views/{address}", get(view))
        .route("/requests", get(requests))
}

type Choices = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "queue/index.html")]
struct QueuePage {
    page: Page,
    form: Fields,
    groups: Vec<Rows>,
    style: ListStyle,
    felt: felt_overview::Open,
    whose: Choices,
    phases: Choices,
    orders: Choices,
    services: Choices,
    locations: Choices,
    priorities: Choices,
    groupings: Choices,
    views: Vec<ViewLine>,
    /// The saved view that is shown, and whether the reader may change it.
    view: Option<(SavedView, bool)>,
    devices: Choices,
    /// The filters as an address.
    query: String,
    next: String,
    quick: Vec<(Quick, String)>,
}

/// Rows that stand together; without a heading where there are no groups.
struct Rows {
    heading: Option<String>,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "queue/rows.html")]
struct RowsPage {
    page: Page,
    groups: Vec<Rows>,
    style: ListStyle,
}

/// A list beside the queue.
struct ViewLine {
    label: String,
    href: String,
    is_here: bool,
    count: Count,
    /// Shared with a team.
    is_shared: bool,
    /// After g, this letter goes there.
    key: &'static str,
}

/// A priority's word and shape.
pub(crate) fn priority_of(line: &Line) -> Priority {
    Priority::of(line.priority)
}

/// Puts rows under headings, in the order in which the first of each came.
fn grouped(language: &Language, lines: Vec<Line>, group: Option<Group>) -> Vec<Rows> {
    let Some(group) = group else { return vec![Rows { heading: None, lines }] };
    let mut found: Vec<Rows> = Vec::new();
    for line in lines {
        let name = match group {
            Group::Place => line.location.clone(),
            Group::Service => line.service.clone(),
        };
        let none = format!("group-none-{group}");
        let heading = Some(name.unwrap_or_else(|| language.t(&none).to_owned()));
        match found.iter_mut().find(|rows| rows.heading == heading) {
            Some(rows) => rows.lines.push(line),
            None => found.push(Rows { heading, lines: vec![line] }),
        }
    }
    found
}

async fn queue(visit: Visit, form: Fields) -> Result<Response> {
    html(&queue_page(&visit, form, None).await?)
}

/// A saved view, at an address that stays and can be sent to somebody.
async fn view(visit: Visit, Path(address): Path<String>, form: Fields) -> Result<Response> {
    let view = views::find_by_address(&visit.app, &visit.actor, &address).await?;
    let mut filters = view.filters();
    if let Some(after) = Some(form.get("after")).filter(|after| !after.is_empty()) {
        filters.set("after", after);
    }
    html(&queue_page(&visit, filters, Some(view)).await?)
}

async fn rows(visit: Visit, form: Fields) -> Result<Response> {
    let (lines, style) = actions::rows(&visit.app, &visit.actor, &form).await?;
    let groups = vec![Rows { heading: None, lines }];
    html(&RowsPage { page: visit.page_t("queue-title"), groups, style })
}

async fn queue_page(visit: &Visit, form: Fields, view: Option<SavedView>) -> Result<QueuePage> {
    let actor = &visit.actor;
    let ready = READY.map(|ready| Fields::new(ready.filters.iter().copied()));
    let opened = actions::open(&visit.app, actor, &form, ready.to_vec()).await?;
    let language = actor.language;
    let page = match &view {
        Some(view) => visit.page(view.name.clone()),
        None => visit.page_t("queue-title"),
    };
    let next = opened.listed.next.map(|cursor| {
        let after = cursor.to_string();
        match &view {
            Some(view) => format!("/queue/views/{}?after={after}", view.address),
            None => format!("/queue?{}", form.encode_with(&[("after", &after), ("said", "")])),
        }
    });
    let words = |prefix: &str, all: &[&str]| -> Choices {
        let word = |w: &&str| ((*w).to_owned(), language.t(&format!("{prefix}{w}")).to_owned());
        all.iter().map(word).collect()
    };
    let any = |key: &str| (String::new(), language.t(key).to_owned());
    let phases: Vec<_> = Phase::ALL.iter().map(|p| p.as_str()).collect();
    let orders: Vec<_> = Order::ALL.iter().map(|o| o.as_str()).collect();
    let groupings: Vec<_> = Group::ALL.iter().map(|g| g.as_str()).collect();
    let priority =
        |p: &Priority| (p.number().to_string(), language.t(&format!("priority-{p}")).to_owned());
    let views = views_beside(language, &form, view.as_ref(), ready, &opened);
    let Opened { listed, style, services, teams, places, devices, .. } = opened;
    let mine = |id: i64| actor.teams().has(&TeamId(id));
    let teams = teams.into_iter().filter(|t| mine(t.id)).map(|t| (t.id.to_string(), t.name));
    let whose = [
        any("whose-teams"),
        ("mine".into(), language.t("whose-mine").into()),
        ("referred".into(), language.t("whose-referred").into()),
    ];
    let services = services.into_iter().map(|(id, name)| (id.to_string(), name));
    let places = places.into_iter().map(|l| (l.id.to_string(), l.name));
    let devices = devices.into_iter().map(|(id, name)| (id.to_string(), name));
    let one = std::iter::once;
    Ok(QueuePage {
        felt: felt_overview::open(&visit.app, actor).await?,
        phases: words("phase-", &phases),
        orders: words("order-", &orders),
        groupings: one(any("group-none")).chain(words("group-", &groupings)).collect(),
        groups: grouped(language, listed.lines, Group::parse(form.get("group"))),
        style,
        whose: whose.into_iter().chain(teams).collect(),
        services: one(any("any-service")).chain(services).collect(),
        locations: one(any("any-place")).chain(places).collect(),
        priorities: one(any("any-priority")).chain(Priority::ALL.iter().map(priority)).collect(),
        views,
        view: view.map(|view| (view.clone(), views::may_change(actor, &view))),
        devices: one(any("any-device")).chain(devices).collect(),
        query: canonical(&form).encode(),
        next: next.unwrap_or_default(),
        quick: choices(language, &page.zone, page.now),
        page,
        form,
    })
}

/// A ready-made list.
struct Ready {
    label: &'static str,
    /// After g, this letter goes there.
    key: &'static str,
    filters: &'static [(&'static str, &'static str)],
}

/// The ready-made lists.
const READY: [Ready; 8] = [
    Ready { label: "view-mine", key: "m", filters: &[("whose", "mine")] },
    Ready { label: "view-teams", key: "t", filters: &[] },
    Ready { label: "view-waiting", key: "w", filters: &[("phase", "waiting_for_us")] },
    Ready { label: "view-overdue", key: "o", filters: &[("phase", "overdue")] },
    Ready { label: "view-them", key: "h", filters: &[("phase", "waiting_for_them")] },
    Ready { label: "view-referred", key: "f", filters: &[("whose", "referred")] },
    Ready { label: "view-waking", key: "y", filters: &[("phase", "waking")] },
    Ready { label: "view-resolved", key: "p", filters: &[("phase", "resolved")] },
];

fn views_beside(
    language: &Language,
    form: &Fields,
    shown: Option<&SavedView>,
    wanted: [Fields; READY.len()],
    opened: &Opened,
) -> Vec<ViewLine> {
    let here = canonical(form).encode();
    let ready = READY.iter().zip(wanted).zip(&opened.ready);
    let ready = ready.map(|((Ready { label, key, .. }, fields), count)| {
        let query = fields.encode();
        ViewLine {
            label: language.t(label).to_owned(),
            is_here: shown.is_none() && here == query,
            href: if query.is_empty() { "/queue".to_owned() } else { format!("/queue?{query}") },
            count: *count,
            is_shared: false,
            key,
        }
    });
    let saved = opened.saved.iter().map(|(view, count)| ViewLine {
        label: view.name.clone(),
        href: format!("/queue/views/{}", view.address),
        is_here: shown.is_some_and(|shown| shown.id == view.id),
        count: *count,
        is_shared: view.team_id.is_some(),
        key: "",
    });
    ready.chain(saved).collect()
}

#[derive(Template)]
#[template(path = "queue/requests.html")]
struct RequestsPage {
    page: Page,
    form: Fields,
    open: Listed,
    /// Put right, to be confirmed.
    resolved: Listed,
    done: Listed,
    /// What others reported, and stops the reader too.
    joined: Vec<JoinedRow>,
    /// Whether the reader asked for these.
    is_mine: bool,
    next: String,
}

async fn requests(visit: Visit, form: Fields) -> Result<Response> {
    let me = visit.actor.person()?;
    let whose = match form.get("of") {
        "department" => match visit.actor.departments() {
            Scope::Only(departments) => vec![Whose::Departments(departments)],
            Scope::All => Vec::new(),
        },
        "followed" => vec![Whose::Watcher(me)],
        _ => vec![Whose::Requester(me)],
    };
    let mut wanted = Filters { order: Order::Newest, limit: 100, ..Filters::new(whose) };
    let open = actions::list(&visit.app, &visit.actor, wanted.clone()).await?;
    wanted.phase = Phase::Resolved;
    let resolved = actions::list(&visit.app, &visit.actor, wanted.clone()).await?;
    wanted.phase = Phase::Closed;
    wanted.limit = 50;
    wanted.cursor = Cursor::parse(form.get("after"));
    let done = actions::list(&visit.app, &visit.actor, wanted).await?;
    let joined = match (form.get("of"), form.get("after")) {
        ("followed", "") => affected::list_of(&visit.app, &visit.actor, me).await?,
        _ => Vec::new(),
    };
    let next = done.next.map(|c| form.encode_with(&[("after", &c.to_string()), ("said", "")]));
    html(&RequestsPage {
        page: visit.page_t("requests-title"),
        is_mine: !["department", "followed"].contains(&form.get("of")),
        form,
        open,
        resolved,
        done,
        joined,
        next: next.unwrap_or_default(),
    })
}
