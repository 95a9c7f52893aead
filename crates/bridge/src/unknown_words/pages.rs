//! Asking what a word means, the list of those who keep the words, and what both sides stumble on.

use super::{
    actions::{self, Answer, Asked, Between, Open},
    model::{FEW, NewAsk, Waiting},
};
use crate::glossary::Term;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/glossary/asked", get(index).post(ask))
        .route("/glossary/asked/form", get(form))
        .route("/glossary/asked/{id}", get(show).post(answer))
        .route("/glossary/between", get(between))
}

#[derive(Template)]
#[template(path = "unknown_words/form.html")]
struct FormPart {
    page: Page,
    in_page: bool,
    /// What was looked for and is not there.
    asked: String,
}

/// The form alone, for the script that offers it beside a selected word.
async fn form(visit: Visit) -> Result<Response> {
    html(&FormPart { page: visit.page(""), in_page: false, asked: String::new() })
}

#[derive(Template)]
#[template(path = "unknown_words/new.html")]
struct NewPage {
    page: Page,
    form: Fields,
    problems: Problems,
}

async fn ask(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let new = NewAsk {
        word: fields.get("word").to_owned(),
        sentence: fields.get("sentence").to_owned(),
        is_agreed: fields.has("agreed"),
    };
    let asked = actions::ask(&visit.app, &visit.actor, new).await;
    if fields.has("part") {
        let page = visit.page("");
        let (known, problem) = match asked {
            Ok(Asked::Known(id)) => (Some(id), None),
            Ok(Asked::Filed(_) | Asked::Waits) => (None, None),
            Err(Error::Invalid(problems)) => {
                (None, problems.0.first().map(|one| page.problem_text(one)))
            }
            Err(error) => return Err(error.into()),
        };
        return html(&AskedPart { page, known, problem });
    }
    match asked {
        Ok(Asked::Known(id)) => go(format!("/glossary/{id}?said=word-known")),
        Ok(Asked::Filed(_) | Asked::Waits) => go("/glossary?said=word-asked"),
        Err(Error::Invalid(problems)) => {
            refused_form(&NewPage { page: visit.page_t("ask-title"), form: fields, problems })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "unknown_words/asked.html")]
struct AskedPart {
    page: Page,
    known: Option<i64>,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "unknown_words/index.html")]
struct IndexPage {
    page: Page,
    waiting: Vec<Waiting>,
}

async fn index(visit: Visit) -> Result<Response> {
    let waiting = actions::list_waiting(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("unknown-title"), waiting })
}

#[derive(Template)]
#[template(path = "unknown_words/show.html")]
struct ShowPage {
    page: Page,
    open: Open,
    form: Fields,
    problems: Problems,
    terms: Vec<(String, String)>,
}

async fn show_page(visit: &Visit, id: i64, form: Fields, problems: Problems) -> Result<ShowPage> {
    let open = actions::get(&visit.app, &visit.actor, id).await?;
    let mut terms = vec![(String::new(), "–".to_owned())];
    let known: Vec<Term> = crate::glossary::all(&visit.app, &visit.actor).await?;
    terms.extend(known.into_iter().map(|term| (term.id.to_string(), term.name)));
    let page = visit.page(visit.actor.language.with("unknown-one", &[("word", &open.ask.word)]));
    Ok(ShowPage { page, open, form, problems, terms })
}

async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&show_page(&visit, id, Fields::default(), Problems::default()).await?)
}

async fn answer(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let answer = match fields.has("why") {
        true => Answer::NotNeeded(fields.get("why").to_owned()),
        false => Answer::Term(fields.number("term")),
    };
    match actions::answer(&visit.app, &visit.actor, id, answer).await {
        Ok(()) => go("/glossary/asked?said=word-answered"),
        Err(Error::Invalid(problems)) => {
            refused_form(&show_page(&visit, id, fields, problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "unknown_words/between.html")]
struct BetweenPage {
    page: Page,
    it: Between,
}

impl BetweenPage {
    /// A number that cannot be one person.
    fn number(&self, n: &i64) -> String {
        match n {
            0 => "0".to_owned(),
            n if *n < FEW => self.page.t("between-few").to_owned(),
            n => n.to_string(),
        }
    }
    /// "27 October to 26 November": the thirty days of a row, the last one up to now.
    fn span(&self, row: &usize) -> String {
        let rows = i64::try_from(self.it.months.len().saturating_sub(*row)).unwrap_or_default();
        let day = |rows: i64| {
            let at = self.page.now.plus_seconds(-rows * 30 * 86_400);
            let there = self.page.zone.to_datetime(at.timestamp()).date();
            base::day_and_month(self.page.language, there)
        };
        self.page.with2("year-span", "from", day(rows), "until", day(rows - 1))
    }
    fn is_any(&self) -> bool {
        self.it.months.iter().any(|n| *n > 0)
    }
}

async fn between(visit: Visit) -> Result<Response> {
    let it = actions::between(&visit.app, &visit.actor).await?;
    html(&BetweenPage { page: visit.page_t("between-title"), it })
}
