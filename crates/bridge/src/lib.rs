//! The bridge: the working relationship between those who need help and those who give it. Words,
//! people, meetings, goals, thanks, and a fair way out of trouble.

pub mod action_items;
pub mod agenda;
pub mod cards;
pub mod contributions;
pub mod directory;
pub mod glossary;
pub mod goals;
pub mod hand_overs;
pub mod health;
pub mod ideas;
pub mod ladders;
pub mod marking;
pub mod meetings;
pub mod milestones;
pub mod packs;
pub mod parity;
mod phrases;
pub mod placements;
pub mod praise;
pub mod profiles;
pub mod project_talk;
pub mod projects;
pub mod providers;
pub mod relationships;
pub mod reviews;
pub mod skills;
pub mod tours;
pub mod unknown_words;
pub mod wording;
pub mod years;

use axum::Router;
use base::{App, Slots};
use utoipa_axum::router::OpenApiRouter;

/// What the bridge puts on pages of the desk.
pub const SLOTS: Slots = Slots {
    ticket_side: &[hand_overs::panel, profiles::panel, projects::ticket_panel],
    ticket_assign: &[skills::panel],
    ticket_below: &[],
    home: &[skills::suggested],
    ticket_reply: &[wording::below_reply],
    told: &[unknown_words::told],
    awaiting: &[unknown_words::count_unread],
    marking: Some(glossary::mark),
    suppliers: Some(hand_overs::SUPPLIERS),
};

/// Every page of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(action_items::routes())
        .merge(agenda::routes())
        .merge(contributions::routes())
        .merge(directory::routes())
        .merge(glossary::routes())
        .merge(goals::routes())
        .merge(hand_overs::routes())
        .merge(health::routes())
        .merge(ideas::routes())
        .merge(ladders::routes())
        .merge(meetings::routes())
        .merge(packs::routes())
        .merge(parity::routes())
        .merge(placements::routes())
        .merge(praise::routes())
        .merge(profiles::routes())
        .merge(milestones::routes())
        .merge(project_talk::routes())
        .merge(projects::routes())
        .merge(providers::routes())
        .merge(relationships::routes())
        .merge(reviews::routes())
        .merge(skills::routes())
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
        .merge(contributions::api())
        .merge(directory::api())
        .merge(glossary::api())
        .merge(goals::api())
        .merge(hand_overs::api())
        .merge(health::api())
        .merge(ideas::api())
        .merge(ladders::api())
        .merge(meetings::api())
        .merge(packs::api())
        .merge(parity::api())
        .merge(placements::api())
        .merge(praise::api())
        .merge(profiles::api())
        .merge(milestones::api())
        .merge(project_talk::api())
        .merge(projects::api())
        .merge(providers::api())
        .merge(relationships::api())
        .merge(reviews::api())
        .merge(skills::api())
        .merge(tours::api())
        .merge(unknown_words::api())
        .merge(wording::api())
        .merge(years::api())
}
