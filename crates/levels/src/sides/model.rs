//! Who may do what for a side of an agreement: the one place where it is said. Pure.
//!
//! - Everybody who works in one of the two departments, or for one, **reads** what is agreed.
//! - Managers, liaisons and contacts of a side's department, or of one above it, **keep** it: they
//!   read drafts, write, and comment. Where the side is a team, those who work in it keep it, too.
//! - Managers alone **decide**: they say yes, and they end what was agreed.

use base::{Actor, DepartmentId, Grant, Right, Role, TeamId, Who};

db::words! {
    /// One of the two sides.
    pub enum Side {
        /// Those who are helped.
        Customer = "customer",
        /// Those who help.
        Provider = "provider",
    }
}

impl Side {
    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::Customer => Side::Provider,
            Side::Provider => Side::Customer,
        }
    }
}

/// Who stands on a side: a department, or one of its teams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// The department.
    pub department: DepartmentId,
    /// The team alone; none: the whole department.
    pub team: Option<TeamId>,
}

impl Party {
    /// As forms write it: `d3`, `t5`.
    pub fn code(self) -> String {
        match self.team {
            Some(team) => format!("t{team}"),
            None => format!("d{}", self.department),
        }
    }
}

/// Between whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Those who are helped.
    pub customer: Party,
    /// Those who help.
    pub provider: Party,
}

impl Pair {
    /// Who stands on a side.
    pub fn of(&self, side: Side) -> Party {
        match side {
            Side::Customer => self.customer,
            Side::Provider => self.provider,
        }
    }
}

/// What somebody may do for a side; each holds all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// They have nothing to do with it.
    None,
    /// They read what is agreed.
    Reads,
    /// They write and comment.
    Keeps,
    /// They say yes for it.
    Decides,
}

/// Where somebody stands in an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// On the side of those who are helped.
    pub customer: Part,
    /// On the side of those who help.
    pub provider: Part,
}

impl Standing {
    /// Their part in a side.
    pub fn part(self, side: Side) -> Part {
        match side {
            Side::Customer => self.customer,
            Side::Provider => self.provider,
        }
    }

    /// Whether they may read what is agreed.
    pub fn may_read(self) -> bool {
        self.customer.max(self.provider) >= Part::Reads
    }

    /// Whether they keep a side, or either.
    pub fn keeps(self, side: Option<Side>) -> bool {
        match side {
            Some(side) => self.part(side) >= Part::Keeps,
            None => self.customer.max(self.provider) >= Part::Keeps,
        }
    }

    /// The sides they say yes for.
    pub fn decides(self) -> Vec<Side> {
        let all = Side::ALL.iter().copied();
        all.filter(|side| self.part(*side) == Part::Decides).collect()
    }

    /// The side they write for; whoever keeps both writes for those who are helped.
    pub fn own(self) -> Option<Side> {
        Side::ALL.iter().copied().find(|side| self.keeps(Some(*side)))
    }

    /// The sides that are not theirs, who hear of what they do. Whoever keeps both tells both.
    pub fn others(self) -> Vec<Side> {
        let keeps = |side| self.keeps(Some(side));
        match (keeps(Side::Customer), keeps(Side::Provider)) {
            (true, false) => vec![Side::Provider],
            (false, true) => vec![Side::Customer],
            _ => vec![Side::Customer, Side::Provider],
        }
    }
}

/// The departments with what is above each.
pub type Parents = [(DepartmentId, Option<DepartmentId>)];

/// A department and everything above it, from below. A circle ends.
pub fn above(parents: &Parents, id: DepartmentId) -> Vec<DepartmentId> {
    let mut chain = Vec::new();
    let mut at = Some(id);
    while let Some(here) = at.filter(|here| !chain.contains(here)) {
        chain.push(here);
        at = parents.iter().find(|(id, _)| *id == here).and_then(|(_, parent)| *parent);
    }
    chain
}

/// Somebody's part in a side. `teams`: the departments of the teams they work in.
pub fn part(parents: &Parents, actor: &Actor, teams: &[DepartmentId], party: Party) -> Part {
    if actor.who == Who::System {
        return Part::Decides;
    }
    let chain = above(parents, party.department);
    let over = |grant: &Grant| grant.department.is_some_and(|one| chain.contains(&one));
    let over = || actor.grants.iter().filter(|grant| over(grant));
    if over().any(|grant| matches!(grant.role, Role::Manager | Role::ItManager)) {
        return Part::Decides;
    }
    let keeps = |right: &Right| matches!(right, Right::LookAfter | Right::SeeDepartment);
    let is_in_team = |grant: &Grant| {
        grant.role.rights().contains(&Right::Work)
            && party.team.is_some_and(|team| grant.teams.contains(&team))
    };
    if over().any(|grant| grant.role.rights().iter().any(keeps))
        || actor.grants.iter().any(is_in_team)
    {
        return Part::Keeps;
    }
    let granted = actor.grants.iter().filter_map(|grant| grant.department);
    let mut places = actor.department.into_iter().chain(granted).chain(teams.iter().copied());
    let is_within = |place| above(parents, place).contains(&party.department);
    if places.any(is_within) { Part::Reads } else { Part::None }
}

/// Where somebody stands between two sides.
pub fn standing(parents: &Parents, actor: &Actor, teams: &[DepartmentId], pair: &Pair) -> Standing {
    Standing {
        customer: part(parents, actor, teams, pair.customer),
        provider: part(parents, actor, teams, pair.provider),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::PersonId;

    const COUNCIL: DepartmentId = DepartmentId(1);
    const LIBRARY: DepartmentId = DepartmentId(2);
    const IT: DepartmentId = DepartmentId(3);
    const BRANCH: DepartmentId = DepartmentId(4);
    const PARKS: DepartmentId = DepartmentId(5);
    const NETWORK: TeamId = TeamId(1);
    const PRINT: TeamId = TeamId(2);

    fn parents() -> Vec<(DepartmentId, Option<DepartmentId>)> {
        let top = Some(COUNCIL);
        vec![(COUNCIL, None), (LIBRARY, top), (IT, top), (BRANCH, Some(LIBRARY)), (PARKS, top)]
    }

    fn whole(department: DepartmentId) -> Party {
        Party { department, team: None }
    }

    fn person(
        home: Option<DepartmentId>,
        role: Option<(Role, Option<DepartmentId>, &[TeamId])>,
    ) -> Actor {
        let grant = |(role, department, teams): (Role, Option<DepartmentId>, &[TeamId])| Grant {
            role,
            department,
            teams: teams.to_vec(),
        };
        Actor {
            who: Who::Person,
            id: Some(PersonId(9)),
            department: home,
            grants: role.map(grant).into_iter().collect(),
            ..Actor::system()
        }
    }

    fn between(actor: &Actor) -> (Part, Part) {
        let pair = Pair { customer: whole(LIBRARY), provider: whole(IT) };
        let found = standing(&parents(), actor, &[], &pair);
        (found.customer, found.provider)
    }

    #[test]
    fn each_role_has_its_part() {
        use Part::{Decides, Keeps, None as Nothing, Reads};
        let at = |role, home, of| between(&person(Some(home), Some((role, Some(of), &[]))));
        assert_eq!(between(&person(Some(LIBRARY), None)), (Reads, Nothing));
        assert_eq!(between(&person(Some(BRANCH), None)), (Reads, Nothing));
        assert_eq!(between(&person(Some(IT), None)), (Nothing, Reads));
        assert_eq!(between(&person(Some(PARKS), None)), (Nothing, Nothing));
        assert_eq!(between(&person(Some(COUNCIL), None)), (Nothing, Nothing));
        assert_eq!(at(Role::DepartmentContact, LIBRARY, LIBRARY), (Keeps, Nothing));
        assert_eq!(at(Role::Liaison, LIBRARY, LIBRARY), (Keeps, Nothing));
        assert_eq!(at(Role::Manager, LIBRARY, LIBRARY), (Decides, Nothing));
        assert_eq!(at(Role::ItManager, IT, IT), (Nothing, Decides));
        assert_eq!(at(Role::Manager, COUNCIL, COUNCIL), (Decides, Decides));
        // of a part, or of somebody else
        assert_eq!(at(Role::Manager, BRANCH, BRANCH), (Reads, Nothing));
        assert_eq!(at(Role::Manager, PARKS, PARKS), (Nothing, Nothing));
        assert_eq!(at(Role::PatronConfidant, LIBRARY, LIBRARY), (Reads, Nothing));
        let administrator = person(Some(PARKS), Some((Role::Administrator, None, &[])));
        assert_eq!(between(&administrator), (Nothing, Nothing));
        let agent = person(Some(IT), Some((Role::Agent, None, &[NETWORK])));
        assert_eq!(between(&agent), (Nothing, Reads));
    }

    #[test]
    fn a_team_keeps_its_own_side_and_its_manager_decides_for_both() {
        let team = |team| Party { department: IT, team: Some(team) };
        let pair = Pair { customer: team(PRINT), provider: team(NETWORK) };
        let agent = person(Some(IT), Some((Role::Agent, None, &[NETWORK])));
        let found = standing(&parents(), &agent, &[IT], &pair);
        assert_eq!((found.customer, found.provider), (Part::Reads, Part::Keeps));
        assert_eq!((found.own(), found.others()), (Some(Side::Provider), vec![Side::Customer]));
        let chief = person(Some(IT), Some((Role::ItManager, Some(IT), &[NETWORK, PRINT])));
        assert_eq!(standing(&parents(), &chief, &[], &pair).decides(), Side::ALL);
    }

    #[test]
    fn a_circle_of_departments_ends() {
        assert_eq!(above(&[(IT, Some(LIBRARY)), (LIBRARY, Some(IT))], IT), [IT, LIBRARY]);
    }
}
