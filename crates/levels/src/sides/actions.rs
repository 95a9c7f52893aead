//! Finding where somebody stands, and telling a side.

use super::{
    model::{self, Pair, Party, Side, Standing, above},
    store,
};
use base::{Act, Actor, DepartmentId, PersonId, Result, Right, Scope, TeamId, Tx};
use desk::tidings::{Tiding, tell};

/// What tells where somebody stands between any two sides.
pub(crate) struct Ground {
    parents: Vec<(DepartmentId, Option<DepartmentId>)>,
    teams: Vec<DepartmentId>,
    actor: Actor,
}

impl Ground {
    /// Where they stand between these two.
    pub(crate) fn of(&self, pair: &Pair) -> Standing {
        model::standing(&self.parents, &self.actor, &self.teams, pair)
    }
}

/// Where the actor stands between any two sides.
pub(crate) fn stands(tx: &mut Tx, actor: &Actor) -> Result<Ground> {
    actor.may(Right::Report)?;
    let teams = match actor.teams() {
        Scope::Only(own) if !own.is_empty() => {
            let all = store::list_teams(tx)?.into_iter();
            all.filter(|(team, _)| own.contains(team)).map(|(_, department)| department).collect()
        }
        _ => Vec::new(),
    };
    Ok(Ground { parents: store::load_parents(tx)?, teams, actor: actor.clone() })
}

/// Where the actor stands between these two.
pub(crate) fn stand(tx: &mut Tx, actor: &Actor, pair: &Pair) -> Result<Standing> {
    Ok(stands(tx, actor)?.of(pair))
}

/// Whoever keeps a side, of its department or of the nearest above it that has any: the person, the
/// name, and whether they decide.
fn keepers(tx: &mut Tx, pair: &Pair, side: Side) -> Result<Vec<(PersonId, String, bool)>> {
    let (own, other) = (pair.of(side), pair.of(side.other()));
    for department in above(&store::load_parents(tx)?, own.department) {
        if department == other.department && own.department != other.department {
            break;
        }
        let found = store::list_keepers(tx, department)?;
        if !found.is_empty() {
            let decides = |role: &str| ["manager", "it_manager"].contains(&role);
            return Ok(found
                .into_iter()
                .map(|(person, name, role)| (person, name, decides(&role)))
                .collect());
        }
    }
    Ok(Vec::new())
}

/// The names of those who can say yes for a side.
pub(crate) fn deciders(
    tx: &mut Tx,
    _actor: &Actor,
    pair: &Pair,
    side: Side,
) -> Result<Vec<String>> {
    let chain = above(&store::load_parents(tx)?, pair.of(side).department);
    let mut names = Vec::new();
    for department in chain {
        for (_, name, role) in store::list_keepers(tx, department)? {
            if ["manager", "it_manager"].contains(&role.as_str()) && !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    Ok(names)
}

/// Tells whoever keeps these sides; each once, and nobody what they did themselves.
pub(crate) fn tell_sides(
    act: &mut Act<'_>,
    pair: &Pair,
    sides: &[Side],
    tiding: &Tiding,
) -> Result<()> {
    let mut people = Vec::new();
    for side in sides {
        people.extend(keepers(act.tx, pair, *side)?.into_iter().map(|(person, ..)| person));
    }
    people.sort_unstable();
    people.dedup();
    people.into_iter().try_for_each(|person| tell(act, person, tiding))
}

/// Somebody to agree with, to choose from.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub party: Party,
    pub name: String,
    /// Whether it gives help.
    pub helps: bool,
    /// Whether it is another organisation.
    pub is_outsourced: bool,
}

/// Every department and team that can be chosen.
pub(crate) fn choices(tx: &mut Tx, _actor: &Actor) -> Result<Vec<Choice>> {
    let departments = store::list_departments(tx)?;
    let mut found: Vec<_> = departments
        .iter()
        .map(|(department, name, helps, kind)| Choice {
            party: Party { department: *department, team: None },
            name: name.clone(),
            helps: *helps,
            is_outsourced: kind == "outsourced",
        })
        .collect();
    for (team, name, department, of) in store::list_named_teams(tx)? {
        let party = Party { department, team: Some(team) };
        let name = format!("{of} · {name}");
        found.push(Choice { party, name, helps: true, is_outsourced: false });
    }
    Ok(found)
}

/// The party of a code such as `d3`, `t5` or plain `3`, if it can be chosen.
pub(crate) fn exists(tx: &mut Tx, actor: &Actor, code: &str) -> Result<Option<Choice>> {
    let (is_team, number) = match code.trim().strip_prefix('t') {
        Some(number) => (true, number),
        None => (false, code.trim().trim_start_matches('d')),
    };
    let Ok(number) = number.parse::<i64>() else { return Ok(None) };
    let is_it = |one: &Choice| match one.party.team {
        Some(team) => is_team && team == TeamId(number),
        None => !is_team && one.party.department == DepartmentId(number),
    };
    Ok(choices(tx, actor)?.into_iter().find(is_it))
}
