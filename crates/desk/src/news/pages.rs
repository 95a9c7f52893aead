//! The rules on a page of administration, each with what it comes to.

use super::{
    actions::{self, NewRules},
    model::{About, Rules, Unit, after},
};
use crate::{hours, impact::Priority, services, tickets};
use base::{Right, ServiceId, TeamId};
use web::prelude::*;

const HOME: &str = "/administration/news";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/administration/news", get(index).post(set))
}

/// The rules of one thing: as they are set, or as they were typed.
struct Part {
    about: String,
    /// The team or service; empty: everything.
    name: String,
    lines: Vec<Line>,
    is_open: bool,
}

/// One priority.
struct Line {
    priority: Priority,
    number: i64,
    amount: String,
    unit: String,
    /// When news of something that came now would be due.
    due: Time,
}

#[derive(Template)]
#[template(path = "news/index.html")]
struct NewsPage {
    page: Page,
    problems: Problems,
    parts: Vec<Part>,
    /// Teams and services without rules of their own.
    others: Vec<(String, String)>,
    /// What a new exception begins with.
    fresh: Part,
    hours: String,
}

impl NewsPage {
    fn units(&self) -> &'static [Unit] {
        Unit::ALL
    }
    fn amount(&self, number: &i64) -> String {
        format!("amount_{number}")
    }
}

/// The rules of one thing, as typed in `form` if it is the one that came back.
async fn part(
    visit: &Visit,
    rules: &Rules,
    (about, name): (About, String),
    form: &Fields,
) -> Result<Part> {
    let (team, service) = about.columns();
    let open = hours::of_team_now(&visit.app, &visit.actor, team).await?;
    let is_typed = form.has("about") && form.get("about") == about.to_string();
    let line = |priority: &Priority| {
        let number = priority.number();
        let set = match about {
            About::Everything => Some(rules.minutes(number, None, None)),
            about => rules.set(about, number),
        };
        let (amount, unit) = set.map_or((String::new(), Unit::Hours), |minutes| {
            let (amount, unit) = Unit::of(minutes);
            (amount.to_string(), unit)
        });
        let (amount, unit) = match is_typed {
            true => (
                form.get(format!("amount_{number}")).to_owned(),
                form.get(format!("unit_{number}")).to_owned(),
            ),
            false => (amount, unit.to_string()),
        };
        let due = after(&open.calendar, visit.app.now(), rules.minutes(number, team, service));
        Line { priority: *priority, number, amount, unit, due }
    };
    let lines = Priority::ALL.iter().map(line).collect();
    Ok(Part { about: about.to_string(), name, lines, is_open: is_typed })
}

async fn page(visit: &Visit, form: Fields, problems: Problems) -> Result<NewsPage> {
    visit.actor.may(Right::ManageOrganisation)?;
    let rules = actions::list(&visit.app, &visit.actor).await?;
    let teams = tickets::teams(&visit.app, &visit.actor).await?;
    let services = services::list(&visit.app, &visit.actor, false).await?;
    let named = |about: About, name: &Option<String>| (about, name.clone().unwrap_or_default());
    let mut own: Vec<(About, String)> = Vec::new();
    for rule in &rules.0 {
        let one = match (rule.team_id, rule.service_id) {
            (Some(id), _) => named(About::Team(id), &rule.team),
            (_, Some(id)) => named(About::Service(id), &rule.service),
            _ => continue,
        };
        if !own.contains(&one) {
            own.push(one);
        }
    }
    let teams = teams.into_iter().map(|t| (About::Team(TeamId(t.id)), t.name));
    let services = services.into_iter().map(|s| (About::Service(ServiceId(s.id.0)), s.name));
    let is_other = |(about, _): &(About, String)| own.iter().all(|(other, _)| other != about);
    let others: Vec<_> = teams.chain(services).filter(is_other).collect();
    let all = std::iter::once((About::Everything, String::new())).chain(own);
    let mut parts = Vec::new();
    for one in all {
        parts.push(part(visit, &rules, one, &form).await?);
    }
    let is_new = form.has("about") && parts.iter().all(|part| !part.is_open);
    let typed = if is_new { About::parse(form.get("about")) } else { None };
    let about = (typed.unwrap_or(About::Everything), String::new());
    let mut fresh = part(visit, &Rules::default(), about, &form).await?;
    for line in &mut fresh.lines {
        if is_new {
            line.amount = form.get(format!("amount_{}", line.number)).to_owned();
            line.unit = form.get(format!("unit_{}", line.number)).to_owned();
        } else {
            line.amount.clear();
        }
    }
    fresh.is_open = is_new;
    let usual = hours::of_team_now(&visit.app, &visit.actor, None).await?;
    let others = others.into_iter().map(|(about, name)| (about.to_string(), name));
    Ok(NewsPage {
        page: visit.page_t("news-rules-title"),
        problems,
        parts,
        others: others.collect(),
        fresh,
        hours: usual.calendar.hours().to_string(),
    })
}

async fn index(visit: Visit) -> Result<Response> {
    html(&page(&visit, Fields::default(), Problems::default()).await?)
}

/// An empty amount is no rule; what is no number is refused by the action as out of bounds.
fn read(form: &Fields) -> NewRules {
    let minutes = std::array::from_fn(|at| {
        let amount = form.get(format!("amount_{}", at + 1)).trim();
        let unit = Unit::parse(form.get(format!("unit_{}", at + 1))).unwrap_or(Unit::Minutes);
        let number = || amount.parse::<i64>().unwrap_or(-1);
        (!amount.is_empty()).then(|| number().saturating_mul(unit.minutes()))
    });
    NewRules { about: About::parse(form.get("about")), minutes }
}

async fn set(visit: Visit, Posted { mut fields, .. }: Posted) -> Result<Response> {
    // what says nothing is about everything, and comes back there
    if !fields.has("about") {
        fields.set("about", "");
    }
    match actions::set(&visit.app, &visit.actor, read(&fields)).await {
        Ok(()) => go(format!("{HOME}?said=saved")),
        Err(Error::Invalid(problems)) => refused_form(&page(&visit, fields, problems).await?),
        Err(error) => Err(error.into()),
    }
}
