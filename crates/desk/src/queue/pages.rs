//! The queue and the requests, as pages.

use super::{
    Line,
    actions::{self, Listed},
    model::{Cursor, Filters, Order, Phase, Whose},
};
use crate::impact::Priority;
use base::{Language, LocationId, PersonId, Right, Scope, ServiceId, TeamId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/queue", get(queue)).route("/requests", get(requests))
}

type Choices = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "queue/index.html")]
struct QueuePage {
    page: Page,
    form: Fields,
    listed: Listed,
    whose: Choices,
    phases: Choices,
    orders: Choices,
    services: Choices,
    locations: Choices,
    priorities: Choices,
    views: Vec<View>,
    next: String,
}

/// A ready-made list beside the queue.
struct View {
    label: String,
    href: String,
    is_here: bool,
    count: i64,
}

/// A priority's word and shape.
pub(crate) fn priority_of(line: &Line) -> Priority {
    Priority::of(line.priority)
}

fn filters_of(form: &Fields, actor: &Actor) -> Result<Filters> {
    let me = actor.person()?;
    let teams = match actor.teams() {
        Scope::Only(teams) => teams,
        Scope::All => Vec::new(),
    };
    let whose = match form.get("whose") {
        "mine" => Whose::Assignee(me),
        "referred" => Whose::Referred(teams),
        text => match text.parse().map(TeamId) {
            Ok(team) => Whose::Teams(vec![team]),
            Err(_) => Whose::Teams(teams),
        },
    };
    let mut filters = Filters::new(vec![whose]);
    filters.phase = Phase::parse(form.get("phase")).unwrap_or(Phase::Open);
    filters.order = Order::parse(form.get("order")).unwrap_or(Order::Urgent);
    filters.service = form.number("service").map(ServiceId);
    filters.location = form.number("location").map(LocationId);
    filters.priority = form.number("priority");
    filters.assignee = form.number("assignee").map(PersonId);
    filters.cursor = Cursor::parse(form.get("after"));
    Ok(filters)
}

async fn queue(visit: Visit, form: Fields) -> Result<Response> {
    let actor = &visit.actor;
    actor.may(Right::Work)?;
    let filters = filters_of(&form, actor)?;
    let wanted = VIEWS.map(|(_, pairs)| Fields::new(pairs.iter().copied()));
    let counted: Result<Vec<_>> = wanted.iter().map(|f| filters_of(f, actor)).collect();
    let opened = actions::open(&visit.app, actor, filters, counted?).await?;
    let language = actor.language;
    let any = |key: &str| (String::new(), language.t(key).to_owned());
    let services = opened.services.into_iter().map(|(id, name)| (id.to_string(), name));
    let places = opened.places.into_iter().map(|l| (l.id.to_string(), l.name));
    let mine = |id: i64| actor.teams().has(&TeamId(id));
    let teams = opened.teams.into_iter().filter(|t| mine(t.id)).map(|t| (t.id.to_string(), t.name));
    let whose = [
        any("whose-teams"),
        ("mine".into(), language.t("whose-mine").into()),
        ("referred".into(), language.t("whose-referred").into()),
    ];
    let words = |prefix: &str, all: &[&str]| -> Choices {
        let word = |w: &&str| ((*w).to_owned(), language.t(&format!("{prefix}{w}")).to_owned());
        all.iter().map(word).collect()
    };
    let priority =
        |p: &Priority| (p.number().to_string(), language.t(&format!("priority-{p}")).to_owned());
    let next =
        opened.listed.next.map(|c| form.encode_with(&[("after", &c.to_string()), ("said", "")]));
    html(&QueuePage {
        page: visit.page_t("queue-title"),
        phases: words("phase-", &Phase::ALL.iter().map(|p| p.as_str()).collect::<Vec<_>>()),
        orders: words("order-", &Order::ALL.iter().map(|o| o.as_str()).collect::<Vec<_>>()),
        next: next.unwrap_or_default(),
        listed: opened.listed,
        whose: whose.into_iter().chain(teams).collect(),
        services: std::iter::once(any("any-service")).chain(services).collect(),
        locations: std::iter::once(any("any-place")).chain(places).collect(),
        priorities: std::iter::once(any("any-priority"))
            .chain(Priority::ALL.iter().map(priority))
            .collect(),
        views: views(language, &form, wanted, &opened.counts),
        form,
    })
}

/// The ready-made lists: their names, and the filters they are.
const VIEWS: [(&str, &[(&str, &str)]); 7] = [
    ("view-teams", &[]),
    ("view-mine", &[("whose", "mine")]),
    ("view-waiting", &[("phase", "waiting_for_us")]),
    ("view-overdue", &[("phase", "overdue")]),
    ("view-them", &[("phase", "waiting_for_them")]),
    ("view-referred", &[("whose", "referred")]),
    ("view-resolved", &[("phase", "resolved")]),
];

fn views(
    language: &Language,
    form: &Fields,
    wanted: [Fields; VIEWS.len()],
    counts: &[i64],
) -> Vec<View> {
    let is_here = |fields: &Fields| {
        ["whose", "phase", "service", "location", "priority"].iter().all(|name| {
            let here = form.get(name);
            here == fields.get(name)
                || (*name == "phase" && fields.get(name).is_empty() && here == "open")
        })
    };
    let all = VIEWS.iter().zip(wanted).zip(counts);
    all.map(|(((label, _), fields), count)| View {
        label: language.t(label).to_owned(),
        href: format!("/queue?{}", fields.encode()),
        is_here: is_here(&fields),
        count: *count,
    })
    .collect()
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
    let next = done.next.map(|c| form.encode_with(&[("after", &c.to_string()), ("said", "")]));
    html(&RequestsPage {
        page: visit.page_t("requests-title"),
        is_mine: !["department", "followed"].contains(&form.get("of")),
        form,
        open,
        resolved,
        done,
        next: next.unwrap_or_default(),
    })
}
