//! What can be chosen in their forms, and the answer to an edit of what somebody else has changed.

use crate::{answers, services, tickets, tickets::Kind};
use base::{Right, TeamId};
use web::prelude::*;

/// What a list offers: the value, and as people read it.
pub type Choices = Vec<(String, String)>;

/// The teams somebody may keep things for, and the services; each with nothing first.
pub async fn owners(visit: &Visit, also: Option<TeamId>) -> Result<(Choices, Choices)> {
    let everybody = visit.actor.language.t("answers-everybody").to_owned();
    let none = (String::new(), "–".to_owned());
    let all = tickets::teams(&visit.app, &visit.actor).await?;
    let mut teams: Vec<_> = all
        .iter()
        .filter(|team| {
            let id = TeamId(team.id);
            Some(id) == also || answers::keeps(&visit.actor, Some(id))
        })
        .map(|team| (team.id.to_string(), team.name.clone()))
        .collect();
    if visit.actor.has(Right::ManageOrganisation) {
        teams.insert(0, (String::new(), everybody));
    }
    let offered = services::list(&visit.app, &visit.actor, false).await?;
    let offered = offered.into_iter().map(|s| (s.id.to_string(), s.name));
    Ok((teams, std::iter::once(none).chain(offered).collect()))
}

/// Every kind of ticket by name, with "any" first.
pub fn kinds(visit: &Visit) -> Choices {
    let language = visit.actor.language;
    let any = (String::new(), language.t("work-any-kind").to_owned());
    let named = |k: &Kind| (k.to_string(), language.t(&format!("kind-{k}")).to_owned());
    std::iter::once(any).chain(Kind::ALL.iter().map(named)).collect()
}

/// Each of some words by name.
pub fn options<T: std::fmt::Display>(visit: &Visit, prefix: &str, all: &[T]) -> Choices {
    let language = visit.actor.language;
    all.iter().map(|w| (w.to_string(), language.t(&format!("{prefix}{w}")).to_owned())).collect()
}

/// Somebody else changed it meanwhile: says beside a field how it is `now`. Sent again, the form
/// replaces that.
pub fn changed_meanwhile(
    form: &mut Fields,
    field: &str,
    version: i64,
    now: impl Into<String>,
) -> Problems {
    form.set("version", version.to_string());
    let mut problems = Problems::default();
    problems.add_with(field, "problem-changed-meanwhile", vec![("now", now.into())]);
    problems
}
