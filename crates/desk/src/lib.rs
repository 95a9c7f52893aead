//! The desk: tickets, conversations, impact, resolution, intake, and how it felt.

pub mod affected;
pub mod answers;
pub mod assignment;
pub mod assists;
pub mod beside;
pub mod between;
pub mod bulk;
pub mod call_backs;
pub mod checklists;
pub mod checks;
pub mod closing;
pub mod codes;
pub mod compared;
pub mod connected;
pub mod conversation;
pub mod counter;
pub mod custom_fields;
mod details;
pub mod devices;
pub mod drafts;
pub mod editors;
pub mod facts;
pub mod felt;
pub mod felt_overview;
pub mod felt_questions;
pub mod felt_repeats;
pub mod field_catalogue;
pub mod following;
pub mod home;
pub mod hours;
pub mod impact;
pub mod intake;
pub mod keeping;
mod kept;
pub mod known;
pub mod labels;
pub mod links;
pub mod list_style;
pub mod live;
pub mod mentions;
pub mod merging;
pub mod news;
pub mod notices;
pub mod notifications;
pub mod occasions;
pub mod offers;
mod once;
pub mod open_questions;
pub mod outgoing;
pub mod patron;
pub mod phases;
pub mod playback;
pub mod queue;
mod ranges;
mod reach;
pub mod recurring;
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
pub mod stands;
pub mod tags;
pub mod tasks;
pub mod templates;
pub mod tickets;
pub mod tidings;
pub mod time_spent;
pub mod timeline;
pub mod views;
pub mod voices;
pub mod waiting;
pub mod workaround;
pub mod worse;

use axum::Router;
use base::{App, Result, Time, Tx};

/// At a start: what is made from other rows is there.
pub fn prepare(tx: &mut Tx, now: Time) -> Result<()> {
    checks::seed(tx, now)?;
    known::prepare(tx)
}

/// Every page of the desk.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(home::routes())
        .merge(report::routes())
        .merge(known::routes())
        .merge(counter::routes())
        .merge(checks::routes())
        .merge(affected::routes())
        .merge(workaround::routes())
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
        .merge(news::routes())
        .merge(playback::routes())
        .merge(worse::routes())
        .merge(closing::routes())
        .merge(occasions::routes())
        .merge(beside::routes())
        .merge(impact::routes())
        .merge(conversation::routes())
        .merge(following::routes())
        .merge(notifications::routes())
        .merge(tidings::routes())
        .merge(merging::routes())
        .merge(links::routes())
        .merge(splitting::routes())
        .merge(referral::routes())
        .merge(assists::routes())
        .merge(resolution::routes())
        .merge(felt::routes())
        .merge(felt_questions::routes())
        .merge(felt_repeats::routes())
        .merge(felt_overview::routes())
        .merge(call_backs::routes())
        .merge(search::routes())
        .merge(services::routes())
        .merge(patron::routes())
        .merge(answers::routes())
        .merge(checklists::routes())
        .merge(tasks::routes())
        .merge(templates::routes())
        .merge(recurring::routes())
        .merge(custom_fields::routes())
        .merge(open_questions::routes())
        .merge(field_catalogue::routes())
        .merge(time_spent::routes())
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
        .merge(tidings::api())
        .merge(merging::api())
        .merge(links::api())
        .merge(splitting::api())
        .merge(referral::api())
        .merge(assists::api())
        .merge(resolution::api())
        .merge(felt::api())
        .merge(felt_repeats::api())
        .merge(felt_overview::api())
        .merge(waiting::api())
        .merge(news::api())
        .merge(playback::api())
        .merge(worse::api())
        .merge(closing::api())
        .merge(occasions::api())
        .merge(beside::api())
        .merge(known::api())
        .merge(counter::api())
        .merge(checks::api())
        .merge(affected::api())
        .merge(workaround::api())
        .merge(drafts::api())
        .merge(outgoing::api())
        .merge(services::api())
        .merge(views::api())
        .merge(bulk::api())
        .merge(snooze::api())
        .merge(tags::api())
        .merge(patron::api())
        .merge(answers::api())
        .merge(checklists::api())
        .merge(tasks::api())
        .merge(templates::api())
        .merge(recurring::api())
        .merge(field_catalogue::api())
        .merge(open_questions::api())
        .merge(time_spent::api())
        .merge(devices::api())
        .merge(codes::api())
        .merge(scan_reports::api())
        .merge(scan_rules::api())
        .merge(labels::api())
}
