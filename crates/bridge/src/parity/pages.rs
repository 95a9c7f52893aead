//! The parity report.

use super::{
    actions,
    model::{By, Estimate, Group, What},
};
use crate::relationships::{self, Relationship};
use base::Language;
use plot::{Dot, Dots, Frame, Look, Table};
use web::prelude::*;

/// The pages.
pub fn routes() -> Router<App> {
    Router::new().route("/parity", get(index)).route("/relationships/{id}/parity", get(show))
}

/// One comparison.
struct Compared {
    id: String,
    title: String,
    svg: String,
    table: Table,
}

/// Everything by one kind of group.
struct Part {
    title: String,
    what: String,
    compared: Vec<Compared>,
}

#[derive(Template)]
#[template(path = "parity/show.html")]
struct ParityPage {
    page: Page,
    of: Relationship,
    requests: usize,
    is_cut: bool,
    parts: Vec<Part>,
    definitions: Vec<(String, String)>,
}

/// Leads to the report of the first relationship that the reader looks after.
async fn index(visit: Visit) -> Result<Response> {
    let actor = visit.actor.clone();
    let mine = visit.app.read(move |tx| relationships::list_mine(tx, &actor)).await?;
    let kept = mine.into_iter().find(|(_, standing)| standing.is_keeper);
    let (of, _) = kept.ok_or(Error::NotFound)?;
    go(format!("/relationships/{}/parity", of.id))
}

/// "2.5 h", with as many decimals as mean something.
fn say(language: &Language, what: What, amount: plot::Amount) -> String {
    let to = if what == What::Reopened { 100 } else { 10 };
    let rounded = plot::Amount((amount.0 + to / 2) / to * to);
    language.with(&format!("parity-{what}-amount"), &[("n", &rounded.to_string())])
}

fn said(language: &Language, what: What, one: &Estimate) -> String {
    let count = one.count.to_string();
    let Some(middle) = one.middle else {
        return language.t("parity-not-shown").to_owned();
    };
    let middle = say(language, what, middle);
    match one.span {
        None => language.with("parity-middle", &[("middle", &middle), ("count", &count)]),
        Some((low, high)) => {
            let (low, high) = (say(language, what, low), say(language, what, high));
            let args = [("middle", &*middle), ("low", &low), ("high", &high), ("count", &count)];
            language.with("parity-span", &args)
        }
    }
}

/// Whether every two intervals overlap; none: there are not two.
fn is_alike(groups: &[Group], at: usize) -> Option<bool> {
    let spans: Vec<_> = groups.iter().filter_map(|group| group.estimates[at].span).collect();
    let low = spans.iter().map(|(low, _)| *low).max()?;
    let high = spans.iter().map(|(_, high)| *high).min()?;
    (spans.len() > 1).then_some(low <= high)
}

fn compare(
    language: &Language,
    (by, own): (By, &str),
    groups: &[Group],
    (at, what): (usize, What),
) -> Compared {
    let answer = match is_alike(groups, at) {
        None => "few",
        Some(true) => "alike",
        Some(false) => "apart",
    };
    let title = language.t(&format!("parity-{what}-{answer}")).to_owned();
    let dot = |group: &Group| {
        let one = group.estimates[at];
        let said = said(language, what, &one);
        let is_own = by == By::Department && group.name == own;
        Dot { name: group.name.clone(), middle: one.middle, span: one.span, said, is_own }
    };
    let frame = Frame {
        id: format!("plot-{by}-{what}"),
        title: title.clone(),
        description: language.t(&format!("parity-{what}-what")).to_owned(),
    };
    let unit = language.t(&format!("parity-{what}-unit")).to_owned();
    // what is said from 0 to 10 has the same axis everywhere
    let range = (what == What::Felt).then(|| (plot::Amount(0), plot::Amount::whole(10)));
    let dots = Dots { frame, unit, dots: groups.iter().map(dot).collect(), range };
    let cell = |amount: Option<plot::Amount>| {
        amount.map_or_else(|| "–".to_owned(), |amount| say(language, what, amount))
    };
    let row = |group: &Group| {
        let one = group.estimates[at];
        let (low, high) = (one.span.map(|span| span.0), one.span.map(|span| span.1));
        let count = match group.requests {
            Some(_) => one.count.to_string(),
            None => language.t("parity-not-shown").to_owned(),
        };
        vec![group.name.clone(), cell(one.middle), cell(low), cell(high), count]
    };
    let head = ["parity-group", "parity-head-middle", "parity-low", "parity-high", "parity-count"];
    let table = Table {
        caption: title.clone(),
        head: head.iter().map(|key| language.t(key).to_owned()).collect(),
        rows: groups.iter().map(row).collect(),
    };
    let id = format!("{by}-{what}");
    Compared { id, title, svg: dots.svg(Look::Page), table }
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let report = actions::load(&visit.app, &visit.actor, id).await?;
    let language = visit.actor.language;
    let own = report.of.customer.clone();
    let part = |(by, mut groups): (By, Vec<Group>)| Part {
        title: language.t(&format!("parity-by-{by}")).to_owned(),
        what: language.t(&format!("parity-by-{by}-what")).to_owned(),
        compared: match groups.is_empty() {
            true => Vec::new(),
            false => {
                // what this relationship is about comes first
                groups.sort_by_key(|group| by == By::Department && group.name != own);
                let all = What::ALL.iter().copied().enumerate();
                all.map(|one| compare(language, (by, &own), &groups, one)).collect()
            }
        },
    };
    let define = |what: &What| {
        let t = |last: &str| language.t(&format!("parity-{what}-{last}")).to_owned();
        (t("name"), t("what"))
    };
    html(&ParityPage {
        page: visit.page_t("parity-title"),
        requests: report.requests,
        is_cut: report.is_cut,
        parts: report.parts.into_iter().map(part).collect(),
        definitions: What::ALL.iter().map(define).collect(),
        of: report.of,
    })
}
