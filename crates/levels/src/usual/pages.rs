//! The page of what is usual.

use super::{
    actions,
    model::{Middle, Usual, about},
};
use base::DepartmentId;
use desk::impact::Priority;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/agreements/usual", get(show))
}

#[derive(Template)]
#[template(path = "usual/show.html")]
struct UsualPage {
    page: Page,
    usual: Usual,
    customer: String,
    provider: String,
}

impl UsualPage {
    fn said(&self, middle: &Option<Middle>) -> String {
        match middle {
            Some(one) => {
                let length = about(self.page.language, one.minutes);
                let count = one.count.to_string();
                let args = [("length", length.as_str()), ("n", count.as_str())];
                self.page.language.with("usual-middle", &args)
            }
            None => self.page.t("usual-few").to_owned(),
        }
    }

    fn priority(&self, number: &i64) -> Priority {
        Priority::of(*number)
    }
}

async fn show(visit: Visit, query: Fields) -> Result<Response> {
    let id = |name: &str| query.number(name).map(DepartmentId).ok_or(Error::NotFound);
    let pair = (id("provider")?, id("customer")?);
    let (usual, customer, provider) = actions::load(&visit.app, &visit.actor, pair).await?;
    let names = [("customer", customer.as_str()), ("provider", provider.as_str())];
    let title = visit.actor.language.with("usual-title", &names);
    html(&UsualPage { page: visit.page(title), usual, customer, provider })
}
