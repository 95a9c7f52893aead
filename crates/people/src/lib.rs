//! People: who they are, how they sign in, where they work, what they may do, and what was done.

pub mod account;
pub mod administration;
pub mod audit;
pub mod calendar_days;
pub mod calendars;
pub mod departments;
pub mod departures;
pub mod failed_jobs;
pub mod locations;
pub mod mergers;
pub mod persons;
pub mod settings;
pub mod sign_in;
pub mod tables;
pub mod teams;

use base::App;
use utoipa_axum::router::OpenApiRouter;

pub use departments::Named;

/// Every page of this feature.
pub fn routes() -> axum::Router<App> {
    sign_in::routes()
        .merge(account::routes())
        .merge(administration::routes())
        .merge(persons::routes())
        .merge(departments::routes())
        .merge(mergers::routes())
        .merge(locations::routes())
        .merge(teams::routes())
        .merge(calendars::routes())
        .merge(calendar_days::routes())
        .merge(audit::routes())
        .merge(failed_jobs::routes())
        .merge(settings::routes())
        .merge(departures::routes())
}

/// Every API call of this feature: the directory.
pub fn api() -> OpenApiRouter<App> {
    account::api()
        .merge(persons::api())
        .merge(departments::api())
        .merge(mergers::api())
        .merge(locations::api())
        .merge(teams::api())
        .merge(calendars::api())
        .merge(calendar_days::api())
        .merge(settings::api())
        .merge(audit::api())
        .merge(departures::api())
}
