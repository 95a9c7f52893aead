//! Suggestions below the box somebody types in.

use super::actions::{Suggestions, Typed, suggest};
use base::{DeviceId, LocationId, ServiceId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/report/known", post(show))
}

/// The list alone, for the script that shows it while somebody types.
#[derive(Template)]
#[template(path = "known/list.html")]
pub struct KnownPart {
    page: Page,
    known: Suggestions,
}

/// What a form says so far.
pub(crate) fn read(form: &Fields) -> Typed {
    let words = [form.get("symptom"), form.get("words")].join(" ");
    Typed {
        words: words.trim().to_owned(),
        service: form.number("service").map(ServiceId),
        location: form.number("location").map(LocationId),
        device: form.number("device").map(DeviceId),
    }
}

async fn show(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    let known = suggest(&visit.app, &visit.actor, read(&fields)).await?;
    html(&KnownPart { page: visit.page(""), known })
}
