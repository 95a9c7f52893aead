//! What the teams of the demo keep: answers, a checklist, questions, templates, a recurring ticket.

use super::load::{Keys, get};
use base::{Actor, App, LocationId, PersonId, Result, ServiceId, TeamId, TicketId};
use desk::{
    answers::{self, NewAnswer},
    checklists::{self, NewChecklist},
    custom_fields::{AskedOf, RequiredAt, Type},
    field_catalogue::{self, NewField},
    recurring::{self, Choice, NewRecurrence},
    tasks::{self, NewTasks},
    templates::{self, NewTemplate},
    tickets::Kind,
};

/// Title, words, team, service, whether everybody may find it.
const ANSWERS: [(&str, &str, &str, &str, bool); 4] = [
    (
        "How do I print from my phone?",
        "Send the file as an attachment to print@bellwater.example. Then go to a release station, type your card number, and choose the file. It waits until the library closes.",
        "desktop_print",
        "public_print",
        true,
    ),
    (
        "The self-check says it is out of service",
        "1. Look whether the receipt roll is empty.\n2. Switch the screen off and on at the back, and wait three minutes.\n3. If it still says so, tell us: other machines may be affected too.",
        "library_systems",
        "self_check",
        true,
    ),
    (
        "The wi-fi welcome page does not come up",
        "Forget the network on the phone, join it again, and open http://welcome.bellwater.example by hand.",
        "network",
        "public_wifi",
        true,
    ),
    (
        "We are looking at it",
        "Hello {{requester.first_name}},\n\nthank you for telling us about {{service}} at {{place}}. We are looking at it now, and you hear from us {{news_by}} at the latest.\n\n{{agent.first_name}}, {{team}}",
        "network",
        "public_wifi",
        false,
    ),
];

/// Puts it all there, as the manager of IT would.
pub async fn keep(app: &App, keys: &Keys) -> Result<()> {
    let id = Some(PersonId(get(&keys.people, "rajiv")?));
    let actor = &Actor { id, name: "Rajiv".into(), ..Actor::system() };
    let team = |key: &str| get(&keys.teams, key).map(|id| Some(TeamId(id)));
    let service = |key: &str| get(&keys.services, key).map(|id| Some(ServiceId(id)));
    for (title, words, of, about, is_public) in ANSWERS {
        let new = NewAnswer {
            title: title.into(),
            words: words.into(),
            team: team(of)?,
            service: service(about)?,
            is_public,
            is_active: true,
        };
        answers::create(app, actor, new).await?;
    }
    let list = NewChecklist {
        name: "A new self-check".into(),
        lines: "Network socket tested\nSIP2 account made\nReceipt printer filled\nStaff shown how"
            .into(),
        service: service("self_check")?,
        team: team("library_systems")?,
        is_active: true,
        ..NewChecklist::default()
    };
    checklists::create(app, actor, list).await?;
    let tray = NewField {
        service: service("public_print")?,
        key: "what_jams".into(),
        label: "What does it print wrongly?".into(),
        help: "The first thing we would ask.".into(),
        takes: Some(Type::Choice),
        asked_of: Some(AskedOf::Both),
        required_at: Some(RequiredAt::Never),
        kind: Some(Kind::Incident),
        position: 1,
        is_active: true,
        choices: ["Nothing comes out", "Paper jams", "Bad print"].map(str::to_owned).to_vec(),
        ..NewField::default()
    };
    field_catalogue::create(app, actor, tray).await?;
    keep_templates(app, actor, keys).await?;
    let steps = NewTasks {
        lines: "Ask the supplier for the log\nCompare with last week".into(),
        ..NewTasks::default()
    };
    tasks::add(app, actor, TicketId(1), steps).await.map(drop)
}

/// Two templates, one of which comes by itself.
async fn keep_templates(app: &App, actor: &Actor, keys: &Keys) -> Result<()> {
    let team = |key: &str| get(&keys.teams, key).map(|id| Some(TeamId(id)));
    let service = |key: &str| get(&keys.services, key).map(|id| Some(ServiceId(id)));
    let starter = NewTemplate {
        name: "New starter".into(),
        about: "Somebody begins at a branch: account, badge, a place to sit".into(),
        kind: Some(Kind::ServiceRequest),
        subject: "New starter".into(),
        words: "Somebody new starts. Please prepare account, badge and a place.".into(),
        team: team("service_desk")?,
        tags: "starter".into(),
        tasks: "Make the account (2 days)\n+ Badge and keys (3 days)\n+ Show them round".into(),
        is_public: true,
        is_active: true,
        ..NewTemplate::default()
    };
    templates::create(app, actor, starter).await?;
    let gates = NewTemplate {
        name: "Check the security gates".into(),
        about: "Every quarter".into(),
        kind: Some(Kind::ServiceRequest),
        subject: "Check the security gates".into(),
        words: "The supplier wants them tested with a tag at each end.".into(),
        service: service("gates")?,
        team: team("library_systems")?,
        tasks: "Test with a tag at both ends\nNote the counters".into(),
        is_active: true,
        ..NewTemplate::default()
    };
    let template = templates::create(app, actor, gates).await?;
    let quarterly = NewRecurrence {
        template,
        choice: Some(Choice::Own),
        rule: "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO".into(),
        starts_at: "2026-01-05T09:00".into(),
        location: Some(LocationId(get(&keys.locations, "central")?)),
        ..NewRecurrence::default()
    };
    recurring::create(app, actor, quarterly).await.map(drop)
}
