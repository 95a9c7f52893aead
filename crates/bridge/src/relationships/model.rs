//! Who stands where in a relationship. Pure.

use base::{Actor, DepartmentId, PersonId, Right, Scope, TeamId, Time, Who, row};

row! {
    /// Two departments that depend on each other.
    #[derive(Clone, Debug)]
    pub struct Relationship {
        /// Its row.
        pub id: i64,
        /// The department that is helped.
        pub customer_id: DepartmentId,
        /// Its name.
        pub customer: String,
        /// The department that helps.
        pub provider_id: DepartmentId,
        /// Its name.
        pub provider: String,
        /// What the two want of each other; may be empty.
        pub purpose: String,
        /// When it began.
        pub created_at: Time,
        /// Who ended it.
        pub ended_by: Option<PersonId>,
        /// When it ended.
        pub ended_at: Option<Time>,
        /// Counts edits.
        pub version: i64,
    }
}

/// On which side somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Among those who are helped.
    Customer,
    /// Among those who help.
    Provider,
    /// Above both, as the manager both sides share.
    Both,
}

/// Where somebody stands in a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Their side.
    pub side: Side,
    /// Whether they look after it: as liaison, manager or IT manager of either side, or of what is
    /// above one.
    pub is_keeper: bool,
}

/// The departments with what is above each, as rows `(id, parent)`.
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

/// Where somebody stands between two departments: by where they work, by the departments and teams
/// they have roles for (`team_departments` names those of their teams), or because they look after
/// what is above. None: they have no part in it.
pub fn standing(
    parents: &Parents,
    actor: &Actor,
    team_departments: &[DepartmentId],
    (customer, provider): (DepartmentId, DepartmentId),
) -> Option<Standing> {
    if actor.who == Who::System {
        return Some(Standing { side: Side::Both, is_keeper: true });
    }
    let keeps = actor.grants.iter().filter(|grant| grant.role.rights().contains(&Right::LookAfter));
    let keeps: Vec<_> = keeps.filter_map(|grant| grant.department).collect();
    let over = |side| above(parents, side).iter().any(|one| keeps.contains(one));
    let is_keeper = over(customer) || over(provider);
    let granted = actor.grants.iter().filter_map(|grant| grant.department);
    let mut is_customer = false;
    let mut is_provider = false;
    for place in actor.department.into_iter().chain(granted).chain(team_departments.iter().copied())
    {
        // whoever belongs to a provider inside the customer is the provider's
        match above(parents, place).into_iter().find(|one| *one == customer || *one == provider) {
            Some(side) if side == customer => is_customer = true,
            Some(_) => is_provider = true,
            None => {}
        }
    }
    let side = match (is_customer, is_provider) {
        (true, true) => Side::Both,
        (true, false) => Side::Customer,
        (false, true) => Side::Provider,
        (false, false) if is_keeper => Side::Both,
        (false, false) => return None,
    };
    Some(Standing { side, is_keeper })
}

/// What tells on which side of every relationship somebody stands, without asking the rows again.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// What is above each department.
    pub parents: Vec<(DepartmentId, Option<DepartmentId>)>,
    /// Which team is of which department.
    pub teams: Vec<(TeamId, DepartmentId)>,
    /// Who is helped by whom.
    pub pairs: Vec<(DepartmentId, DepartmentId)>,
}

impl Sides {
    /// The side somebody is on, taking all relationships together. None: they have no part in any.
    pub fn of(&self, actor: &Actor) -> Option<Side> {
        let own = match actor.teams() {
            Scope::All => Vec::new(),
            Scope::Only(teams) => {
                let own = self.teams.iter().filter(|(team, _)| teams.contains(team));
                own.map(|(_, department)| *department).collect()
            }
        };
        let sides = self.pairs.iter().filter_map(|pair| {
            standing(&self.parents, actor, &own, *pair).map(|standing| standing.side)
        });
        sides.reduce(|one, other| if one == other { one } else { Side::Both })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::{Grant, Role};

    #[test]
    fn whoever_is_on_both_sides_of_something_is_on_both() {
        let pairs = vec![(LIBRARY, IT), (IT, PARKS)];
        let sides = Sides { parents: parents(), teams: Vec::new(), pairs };
        assert_eq!(sides.of(&person(Some(BRANCH), &[])), Some(Side::Customer));
        assert_eq!(sides.of(&person(Some(IT), &[])), Some(Side::Both));
        assert_eq!(sides.of(&person(Some(PARKS), &[])), Some(Side::Provider));
        assert_eq!(sides.of(&person(None, &[])), None);
    }

    const COUNCIL: DepartmentId = DepartmentId(1);
    const LIBRARY: DepartmentId = DepartmentId(2);
    const IT: DepartmentId = DepartmentId(3);
    const BRANCH: DepartmentId = DepartmentId(4);
    const PARKS: DepartmentId = DepartmentId(5);

    fn parents() -> Vec<(DepartmentId, Option<DepartmentId>)> {
        let top = Some(COUNCIL);
        vec![(COUNCIL, None), (LIBRARY, top), (IT, top), (BRANCH, Some(LIBRARY)), (PARKS, top)]
    }

    fn person(department: Option<DepartmentId>, roles: &[(Role, DepartmentId)]) -> Actor {
        let grant = |(role, department): &(Role, DepartmentId)| Grant {
            role: *role,
            department: Some(*department),
            teams: Vec::new(),
        };
        let grants = roles.iter().map(grant).collect();
        Actor { who: Who::Person, id: Some(PersonId(9)), department, grants, ..Actor::system() }
    }

    fn stands(actor: &Actor) -> Option<(Side, bool)> {
        let found = standing(&parents(), actor, &[], (LIBRARY, IT));
        found.map(|one| (one.side, one.is_keeper))
    }

    #[test]
    fn people_of_a_branch_are_on_the_librarys_side() {
        assert_eq!(stands(&person(Some(BRANCH), &[])), Some((Side::Customer, false)));
    }

    #[test]
    fn other_departments_have_no_part_in_it() {
        assert_eq!(stands(&person(Some(PARKS), &[(Role::Manager, PARKS)])), None);
        assert_eq!(stands(&person(Some(COUNCIL), &[])), None);
        assert_eq!(stands(&person(None, &[])), None);
    }

    #[test]
    fn a_liaison_and_an_it_manager_look_after_it() {
        let liaison = person(Some(LIBRARY), &[(Role::Liaison, LIBRARY)]);
        assert_eq!(stands(&liaison), Some((Side::Customer, true)));
        let manager = person(Some(IT), &[(Role::ItManager, IT)]);
        assert_eq!(stands(&manager), Some((Side::Provider, true)));
    }

    #[test]
    fn the_manager_both_sides_share_looks_after_it() {
        let director = person(Some(COUNCIL), &[(Role::Manager, COUNCIL)]);
        assert_eq!(stands(&director), Some((Side::Both, true)));
    }

    #[test]
    fn a_contact_of_a_branch_does_not_look_after_it() {
        let contact = person(Some(BRANCH), &[(Role::DepartmentContact, BRANCH)]);
        assert_eq!(stands(&contact), Some((Side::Customer, false)));
    }

    #[test]
    fn a_circle_of_departments_ends() {
        let circle = [(LIBRARY, Some(IT)), (IT, Some(LIBRARY))];
        assert_eq!(above(&circle, LIBRARY), [LIBRARY, IT]);
    }
}
