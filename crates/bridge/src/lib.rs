//! The bridge: the working relationship between those who need help and those who give it. Words,
//! people, meetings, goals, thanks, and a fair way out of trouble.

mod across;
pub mod action_items;
pub mod agenda;
pub mod ahead;
pub mod attendees;
pub mod blocks;
pub mod briefings;
pub mod calendar_files;
pub mod calls;
pub mod cards;
pub mod consents;
pub mod contributions;
pub mod dates;
pub mod directory;
mod documents;
pub mod endings;
pub mod expectations;
pub mod figures;
pub mod follow_ups;
pub mod glossary;
pub mod goals;
pub mod guests;
pub mod hand_overs;
pub mod health;
pub mod ideas;
pub mod invitations;
pub mod ladders;
pub mod low_marks;
pub mod marking;
mod meeting_boxes;
pub mod meetings;
pub mod milestones;
pub mod minutes;
pub mod overview;
pub mod packs;
pub mod panels;
pub mod parity;
mod phrases;
pub mod placements;
pub mod praise;
pub mod profiles;
pub mod project_talk;
pub mod projects;
pub mod providers;
pub mod readings;
pub mod receivers;
pub mod record;
pub mod relationships;
pub mod reminders;
pub mod replies;
pub mod review_moments;
pub mod review_papers;
pub mod review_parts;
pub mod reviews;
pub mod rungs;
mod sections;
pub mod series;
pub mod skills;
pub mod slides;
pub mod tours;
pub mod unknown_words;
pub mod wording;
pub mod written;
pub mod years;

use axum::Router;
use base::{App, Slots};
use utoipa_axum::router::OpenApiRouter;

/// What the bridge puts on pages of the desk.
pub const SLOTS: Slots = Slots {
    settled: &[],
    ticket_side: &[hand_overs::panel, profiles::panel, projects::ticket_panel],
    ticket_assign: &[skills::panel],
    ticket_below: &[panels::on_ticket, reviews::ticket_panel],
    home: &[ahead::home, panels::at_home, skills::suggested],
    ticket_reply: &[wording::below_reply],
    marking: Some(glossary::mark),
    meeting: Some(meetings::door),
    review: Some(reviews::door),
    appointments: Some(replies::take),
    suppliers: Some(hand_overs::SUPPLIERS),
};

/// Once a minute: what is due between departments. Several servers may call it: each thing happens
/// once.
pub async fn run_due(app: &App) -> base::Result<()> {
    dates::extend_due(app).await?;
    action_items::remind_due(app).await?;
    reminders::run_due(app).await?;
    follow_ups::remind_due(app).await?;
    health::count_due(app).await.map(drop)
}

/// Every page of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(action_items::routes())
        .merge(agenda::routes())
        .merge(attendees::routes())
        .merge(calls::routes())
        .merge(contributions::routes())
        .merge(directory::routes())
        .merge(glossary::routes())
        .merge(goals::routes())
        .merge(guests::routes())
        .merge(hand_overs::routes())
        .merge(health::routes())
        .merge(ideas::routes())
        .merge(invitations::routes())
        .merge(ladders::routes())
        .merge(endings::routes())
        .merge(rungs::routes())
        .merge(briefings::routes())
        .merge(meetings::routes())
        .merge(overview::routes())
        .merge(minutes::routes())
        .merge(packs::routes())
        .merge(parity::routes())
        .merge(placements::routes())
        .merge(praise::routes())
        .merge(profiles::routes())
        .merge(milestones::routes())
        .merge(project_talk::routes())
        .merge(projects::routes())
        .merge(providers::routes())
        .merge(readings::routes())
        .merge(relationships::routes())
        .merge(reviews::routes())
        .merge(review_papers::routes())
        .merge(review_parts::routes())
        .merge(review_moments::routes())
        .merge(series::routes())
        .merge(skills::routes())
        .merge(slides::routes())
        .merge(follow_ups::routes())
        .merge(panels::routes())
        .merge(tours::routes())
        .merge(unknown_words::routes())
        .merge(wording::routes())
        .merge(years::routes())
}

/// Its part of the API.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(action_items::api())
        .merge(agenda::api())
        .merge(attendees::api())
        .merge(calls::api())
        .merge(contributions::api())
        .merge(directory::api())
        .merge(glossary::api())
        .merge(goals::api())
        .merge(guests::api())
        .merge(hand_overs::api())
        .merge(health::api())
        .merge(ideas::api())
        .merge(invitations::api())
        .merge(ladders::api())
        .merge(endings::api())
        .merge(rungs::api())
        .merge(briefings::api())
        .merge(expectations::api())
        .merge(meetings::api())
        .merge(overview::api())
        .merge(minutes::api())
        .merge(packs::api())
        .merge(parity::api())
        .merge(placements::api())
        .merge(praise::api())
        .merge(profiles::api())
        .merge(milestones::api())
        .merge(project_talk::api())
        .merge(projects::api())
        .merge(providers::api())
        .merge(readings::api())
        .merge(relationships::api())
        .merge(reviews::api())
        .merge(review_parts::api())
        .merge(review_moments::api())
        .merge(series::api())
        .merge(skills::api())
        .merge(follow_ups::api())
        .merge(tours::api())
        .merge(unknown_words::api())
        .merge(wording::api())
        .merge(years::api())
}
