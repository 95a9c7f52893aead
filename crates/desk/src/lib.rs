//! The desk: tickets, conversations, impact, resolution, intake, and how it felt.

pub mod answers;
pub mod assignment;
pub mod assists;
pub mod bulk;
pub mod codes;
pub mod connected;
pub mod conversation;
mod details;
pub mod devices;
pub mod drafts;
pub mod facts;
pub mod following;
pub mod home;
pub mod impact;
pub mod intake;
pub mod labels;
pub mod links;
pub mod list_style;
pub mod live;
pub mod mentions;
pub mod merging;
pub mod notices;
pub mod notifications;
mod once;
pub mod outgoing;
pub mod patron;
pub mod queue;
mod ranges;
mod reach;
pub mod referral;
pub mod report;
pub mod resolution;
pub mod scan_reports;
pub mod scan_rules;
pub mod scans;
pub mod search;
pub mod services;
pub mod snooze;
pub mod splitting;
pub mod tags;
pub mod tickets;
pub mod timeline;
pub mod views;
pub mod voices;
pub mod waiting;

use axum::Router;
use base::App;

/// Every page of the desk.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(home::routes())
        .merge(report::routes())
        .merge(queue::routes())
        .merge(list_style::routes())
        .merge(views::routes())
        .merge(bulk::routes())
        .merge(snooze::routes())
        .merge(live::routes())
        .merge(drafts::routes())
        .merge(outgoing::routes())
        .merge(tickets::routes())
        .merge(assignment::routes())
        .merge(facts::routes())
        .merge(waiting::routes())
        .merge(impact::routes())
        .merge(conversation::routes())
        .merge(following::routes())
        .merge(notifications::routes())
        .merge(merging::routes())
        .merge(links::routes())
        .merge(splitting::routes())
        .merge(referral::routes())
        .merge(assists::routes())
        .merge(resolution::routes())
        .merge(search::routes())
        .merge(services::routes())
        .merge(patron::routes())
        .merge(answers::routes())
        .merge(devices::routes())
        .merge(codes::routes())
        .merge(scans::routes())
        .merge(scan_reports::routes())
        .merge(scan_rules::routes())
        .merge(labels::routes())
}

/// The desk's part of the API.
pub fn api() -> utoipa_axum::router::OpenApiRouter<App> {
    tickets::api()
        .merge(assignment::api())
        .merge(conversation::api())
        .merge(connected::api())
        .merge(following::api())
        .merge(notifications::api())
        .merge(merging::api())
        .merge(links::api())
        .merge(splitting::api())
        .merge(referral::api())
        .merge(assists::api())
        .merge(resolution::api())
        .merge(waiting::api())
        .merge(drafts::api())
        .merge(outgoing::api())
        .merge(services::api())
        .merge(views::api())
        .merge(bulk::api())
        .merge(snooze::api())
        .merge(tags::api())
        .merge(patron::api())
        .merge(answers::api())
        .merge(devices::api())
        .merge(codes::api())
        .merge(scan_reports::api())
        .merge(scan_rules::api())
        .merge(labels::api())
}
