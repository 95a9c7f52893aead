//! Bringing a table in, as pages.

use super::{
    actions,
    model::{Kind, Outcome, Plan, text_of},
};
use people::tables::{Writer, download};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/imports", get(new).post(create))
        .route("/administration/imports/{kind}/example", get(example))
}

#[derive(Template)]
#[template(path = "imports/new.html")]
struct ImportPage {
    page: Page,
    form: Fields,
    problems: Problems,
    kinds: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "imports/plan.html")]
struct PlanPage {
    page: Page,
    kind: Kind,
    plan: Plan,
    text: String,
    is_done: bool,
}

impl PlanPage {
    /// What is wrong with a line, or what would change, in words.
    fn told(&self, outcome: &Outcome) -> Vec<String> {
        match outcome {
            Outcome::Refused(problems) => problems
                .0
                .iter()
                .map(|problem| format!("{}: {}", problem.field, self.page.problem_text(problem)))
                .collect(),
            Outcome::Changed(changes) => {
                changes.iter().map(|(column, was, is)| format!("{column}: {was} → {is}")).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn page(visit: &Visit, form: Fields, problems: Problems) -> ImportPage {
    let language = visit.actor.language;
    let name =
        |kind: &Kind| (kind.to_string(), language.t(&format!("imports-kind-{kind}")).to_owned());
    let may = |kind: &&Kind| visit.actor.has(kind.right());
    let kinds = Kind::ALL.iter().filter(may).map(name).collect();
    ImportPage { page: visit.page_t("imports-title"), form, problems, kinds }
}

async fn new(visit: Visit, form: Fields) -> Result<Response> {
    let shown = page(&visit, form, Problems::default());
    if shown.kinds.is_empty() {
        return Err(Error::Forbidden.into());
    }
    html(&shown)
}

async fn create(visit: Visit, Posted { mut fields, files }: Posted) -> Result<Response> {
    if let Some(file) = files.first() {
        fields.set("text", text_of(&file.bytes));
    }
    let is_done = fields.has("bring_in");
    let mut problems = Problems::default();
    let kind = problems.word("kind", Kind::parse(fields.get("kind")));
    if let Some(kind) = kind {
        visit.actor.may(kind.right())?;
    }
    let text = problems.text("text", fields.get("text"), 5_000_000);
    let (Some(kind), true) = (kind, problems.0.is_empty()) else {
        return refused_form(&page(&visit, fields, problems));
    };
    let planned = match is_done {
        true => actions::bring_in(&visit.app, &visit.actor, kind, &text).await,
        false => actions::plan(&visit.app, &visit.actor, kind, &text).await,
    };
    match planned {
        Ok(plan) => {
            html(&PlanPage { page: visit.page_t("imports-title"), kind, plan, text, is_done })
        }
        Err(Error::Invalid(problems)) => refused_form(&page(&visit, fields, problems)),
        Err(error) => Err(error.into()),
    }
}

/// A table with the right columns and one line.
async fn example(visit: Visit, Path(kind): Path<String>) -> Result<Response> {
    let kind = Kind::parse(&kind).ok_or(Error::NotFound)?;
    visit.actor.may(kind.right())?;
    let (must, may) = kind.columns();
    let mut table = Writer::new(&[must, may].concat());
    table.row(kind.example());
    Ok(download(&format!("{kind}.csv"), table.finish()))
}
