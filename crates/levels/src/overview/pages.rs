//! The list of agreements.

use crate::{
    agreements::{self, Listed, State},
    sides::{self, Side},
    terms::day,
};
use web::prelude::*;

/// The page.
pub fn routes() -> Router<App> {
    Router::new().route("/agreements", get(index))
}

#[derive(Template)]
#[template(path = "overview/index.html")]
struct AgreementsPage {
    page: Page,
    counting: Vec<Listed>,
    worked_on: Vec<Listed>,
    ended: Vec<Listed>,
    may_begin: bool,
    /// Departments that help the reader's without an agreement, and the reader's.
    usual: Vec<(i64, String)>,
    own: i64,
}

impl AgreementsPage {
    fn line(&self, one: &Listed) -> String {
        let of = &one.agreement;
        let names =
            [("customer", of.name_of(Side::Customer)), ("provider", of.name_of(Side::Provider))];
        self.page.language.with("agreement-line", &names)
    }

    fn day(&self, on: &str) -> String {
        day(self.page.language, on)
    }

    fn is_review(&self, one: &Listed) -> bool {
        one.agreement.state == State::UnderReview
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let all = agreements::list(&visit.app, &visit.actor).await?;
    let reader = visit.actor.clone();
    let (may_begin, helping) = visit
        .app
        .read(move |tx| {
            let ground = sides::stands(tx, &reader)?;
            let choices = sides::choices(tx, &reader)?;
            let keeps = choices.iter().any(|one| {
                let pair = sides::Pair { customer: one.party, provider: one.party };
                ground.of(&pair).keeps(None)
            });
            Ok((keeps, choices))
        })
        .await?;
    let own = visit.actor.department;
    let has_some = |id: base::DepartmentId| {
        all.iter().any(|one| {
            one.agreement.provider_id == id
                && Some(one.agreement.customer_id) == own
                && one.agreement.is_agreed()
        })
    };
    let usual = helping.into_iter().filter(|one| one.helps && one.party.team.is_none());
    let usual = usual.filter(|one| {
        own.is_some() && Some(one.party.department) != own && !has_some(one.party.department)
    });
    let usual = usual.map(|one| (one.party.department.0, one.name)).take(8).collect();
    let (ended, rest): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.agreement.state == State::Ended);
    let (counting, worked_on) = rest.into_iter().partition(|one| one.agreement.is_agreed());
    html(&AgreementsPage {
        page: visit.page_t("agreements-title"),
        counting,
        worked_on,
        ended,
        may_begin,
        usual,
        own: own.map(|id| id.0).unwrap_or_default(),
    })
}
