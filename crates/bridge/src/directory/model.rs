//! Who is where, and who answers to whom. Pure.

use super::store::CardRow;
use crate::profiles::Owner;
use base::{Actor, DepartmentId, PersonId, Right, Role, TeamId, Who, row};
use people::departments::Kind;

db::words! {
    /// Who may see somebody's phone number.
    pub enum PhoneFor {
        /// Everybody who is signed in.
        Everybody = "everybody",
        /// Those who work on requests.
        Helpers = "helpers",
        /// Nobody but themselves.
        Nobody = "nobody",
    }
}

row! {
    /// A department.
    #[derive(Clone, Debug)]
    pub struct DepartmentRow {
        /// Its row.
        pub id: DepartmentId,
        /// What people call it.
        pub name: String,
        /// Ours or somebody else's.
        pub kind: Kind,
        /// Whether it gives help to others.
        pub is_provider: bool,
        /// What it is part of.
        pub parent_id: Option<DepartmentId>,
        /// What it is there for; may be empty.
        pub mission: String,
        /// Whether it is still there.
        pub is_active: bool,
    }
}

row! {
    /// A team.
    #[derive(Clone, Debug)]
    pub struct TeamRow {
        /// Its row.
        pub id: TeamId,
        /// What people call it.
        pub name: String,
        /// Whose it is.
        pub department_id: DepartmentId,
        /// Its address; may be empty.
        pub email: String,
        /// Whether it is still there.
        pub is_active: bool,
    }
}

row! {
    /// Somebody who works here.
    #[derive(Clone, Debug)]
    pub struct PersonRow {
        /// Their row.
        pub id: PersonId,
        /// Their name.
        pub name: String,
        /// What they do; may be empty.
        pub title: String,
        /// Where they work.
        pub department_id: DepartmentId,
        /// The place where they are on most days.
        pub location: Option<String>,
        /// Whom they answer to, where it is not who the roles say.
        pub manager_id: Option<PersonId>,
    }
}

row! {
    /// A role that says who leads what, and who works in which team.
    #[derive(Clone, Debug)]
    pub struct RoleRow {
        /// Whose.
        pub person_id: PersonId,
        /// Which.
        pub role: Role,
        /// Over this department.
        pub department_id: Option<DepartmentId>,
        /// In this team.
        pub team_id: Option<TeamId>,
    }
}

/// Everything there is: a few hundred rows.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Departments by name, also those that are no longer in use.
    pub departments: Vec<DepartmentRow>,
    /// Teams by name, also those that are no longer in use.
    pub teams: Vec<TeamRow>,
    /// People by name who are here and belong to a department.
    pub people: Vec<PersonRow>,
    /// Managers, IT managers and agents among them.
    pub roles: Vec<RoleRow>,
}

/// Somebody as the reader may see them.
pub struct Shown {
    /// What is written down; the phone number is empty where it is not for the reader.
    pub card: CardRow,
    /// Where they stand.
    pub organisation: Organisation,
    /// Whom they answer to.
    pub manager: Option<PersonRow>,
    /// Whether it is the reader.
    pub is_me: bool,
    /// Whether the reader may say whom they answer to.
    pub may_set_manager: bool,
}

impl Shown {
    /// Whether they are still here.
    pub fn is_here(&self) -> bool {
        self.card.is_active && self.card.department_id.is_some()
    }
}

/// How two people hang together: their lines up to whoever is above both.
#[derive(Clone, Debug, Default)]
pub struct Between {
    /// The one and those above them, below the shared manager.
    pub mine: Vec<PersonRow>,
    /// The same of the other.
    pub theirs: Vec<PersonRow>,
    /// The first who is above both, or one of the two. None: their lines do not meet.
    pub shared: Option<PersonRow>,
}

impl Organisation {
    /// A department by its row.
    pub fn department(&self, id: DepartmentId) -> Option<&DepartmentRow> {
        self.departments.iter().find(|one| one.id == id)
    }

    /// A team by its row.
    pub fn team(&self, id: TeamId) -> Option<&TeamRow> {
        self.teams.iter().find(|one| one.id == id)
    }

    /// Somebody who is here.
    pub fn person(&self, id: PersonId) -> Option<&PersonRow> {
        self.people.iter().find(|one| one.id == id)
    }

    /// The departments directly inside another, or at the top. One in a circle of departments stands
    /// at the top, rather than nowhere.
    pub fn inside(&self, parent: Option<DepartmentId>) -> Vec<&DepartmentRow> {
        let above = |one: &DepartmentRow| {
            let above = one.parent_id.filter(|_| !self.is_in_circle(one.id));
            above.filter(|id| self.department(*id).is_some_and(|above| above.is_active))
        };
        self.departments.iter().filter(|one| one.is_active && above(one) == parent).collect()
    }

    fn is_in_circle(&self, id: DepartmentId) -> bool {
        let mut at = self.department(id).and_then(|one| one.parent_id);
        for _ in 0..self.departments.len() {
            match at {
                Some(here) if here == id => return true,
                Some(here) => at = self.department(here).and_then(|one| one.parent_id),
                None => return false,
            }
        }
        // into a circle, and not of it
        false
    }

    /// A department and what it is part of, from below.
    pub fn above(&self, id: DepartmentId) -> Vec<DepartmentId> {
        let mut chain = Vec::new();
        let mut at = Some(id);
        while let Some(here) = at.filter(|here| !chain.contains(here)) {
            chain.push(here);
            at = self.department(here).and_then(|one| one.parent_id);
        }
        chain
    }

    /// Who leads a department: its manager, or else its IT manager. Of several, whoever works in it.
    pub fn leader(&self, id: DepartmentId) -> Option<&PersonRow> {
        [Role::Manager, Role::ItManager].into_iter().find_map(|role| {
            let of = |one: &&RoleRow| one.role == role && one.department_id == Some(id);
            let mut all: Vec<_> =
                self.roles.iter().filter(of).filter_map(|one| self.person(one.person_id)).collect();
            all.sort_by_key(|one| (one.department_id != id, one.id));
            all.first().copied()
        })
    }

    /// Whom somebody answers to: who was named, or else whoever leads their department, or what is
    /// above it.
    pub fn line_manager(&self, id: PersonId) -> Option<&PersonRow> {
        let person = self.person(id)?;
        let named = person.manager_id.filter(|manager| *manager != id);
        if let Some(manager) = named.and_then(|manager| self.person(manager)) {
            return Some(manager);
        }
        let mut above = self.above(person.department_id).into_iter();
        above.find_map(|one| self.leader(one).filter(|leader| leader.id != id))
    }

    /// Somebody and everybody above them, from below. A circle ends.
    pub fn line(&self, id: PersonId) -> Vec<&PersonRow> {
        let mut line: Vec<&PersonRow> = Vec::new();
        let mut at = self.person(id);
        while let Some(person) = at.filter(|one| line.iter().all(|seen| seen.id != one.id)) {
            line.push(person);
            at = self.line_manager(person.id);
        }
        line
    }

    /// How two people hang together.
    pub fn between(&self, one: PersonId, other: PersonId) -> Between {
        let (mine, theirs) = (self.line(one), self.line(other));
        let meet = mine.iter().find(|a| theirs.iter().any(|b| a.id == b.id)).copied();
        let below = |line: Vec<&PersonRow>| {
            let until = line.iter().position(|a| meet.is_some_and(|m| m.id == a.id));
            line[..until.unwrap_or(line.len())].iter().map(|a| (*a).clone()).collect()
        };
        Between { mine: below(mine), theirs: below(theirs), shared: meet.cloned() }
    }

    /// The people of a department itself.
    pub fn people_of(&self, id: DepartmentId) -> Vec<&PersonRow> {
        self.people.iter().filter(|one| one.department_id == id).collect()
    }

    /// Who works in a team.
    pub fn people_in(&self, id: TeamId) -> Vec<&PersonRow> {
        let works = |one: &&RoleRow| one.role == Role::Agent && one.team_id == Some(id);
        let ids: Vec<_> = self.roles.iter().filter(works).map(|one| one.person_id).collect();
        self.people.iter().filter(|one| ids.contains(&one.id)).collect()
    }

    /// The teams somebody works in.
    pub fn teams_with(&self, id: PersonId) -> Vec<&TeamRow> {
        let is_theirs = |team: &&TeamRow| {
            team.is_active
                && self.roles.iter().any(|one| one.person_id == id && one.team_id == Some(team.id))
        };
        self.teams.iter().filter(is_theirs).collect()
    }

    /// Whether the actor looks after a department, or what it is part of: contacts, liaisons and
    /// managers of it, IT managers, and whoever runs Footbridge.
    pub fn looks_after(&self, actor: &Actor, id: DepartmentId) -> bool {
        if actor.who == Who::System || actor.has(Right::ManageOrganisation) {
            return true;
        }
        let rights = |role: Role| {
            let rights = role.rights();
            rights.contains(&Right::SeeDepartment) || rights.contains(&Right::LookAfter)
        };
        let held = actor.grants.iter().filter(|grant| rights(grant.role));
        let held: Vec<_> = held.filter_map(|grant| grant.department).collect();
        self.above(id).iter().any(|one| held.contains(one))
    }

    /// Whether the actor may say what a department or a team is about.
    pub fn may_edit(&self, actor: &Actor, owner: Owner) -> bool {
        match owner {
            Owner::Department(id) => self.looks_after(actor, id),
            Owner::Team(id) => {
                actor.teams().has(&id)
                    || self.team(id).is_some_and(|team| self.looks_after(actor, team.department_id))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn department(id: i64, parent: Option<i64>) -> DepartmentRow {
        DepartmentRow {
            id: DepartmentId(id),
            name: format!("Department {id}"),
            kind: Kind::Internal,
            is_provider: id == 3,
            parent_id: parent.map(DepartmentId),
            mission: String::new(),
            is_active: true,
        }
    }

    fn person(id: i64, department: i64) -> PersonRow {
        PersonRow {
            id: PersonId(id),
            name: format!("Person {id}"),
            title: String::new(),
            department_id: DepartmentId(department),
            location: None,
            manager_id: None,
        }
    }

    fn role(person: i64, role: Role, department: i64) -> RoleRow {
        let department_id = Some(DepartmentId(department));
        RoleRow { person_id: PersonId(person), role, department_id, team_id: None }
    }

    /// A council (1) with a library (2) and IT (3), and a branch (4) inside the library.
    fn council() -> Organisation {
        Organisation {
            departments: vec![
                department(1, None),
                department(2, Some(1)),
                department(3, Some(1)),
                department(4, Some(2)),
            ],
            teams: Vec::new(),
            people: vec![person(1, 1), person(2, 2), person(3, 3), person(4, 4), person(5, 3)],
            roles: vec![
                role(1, Role::Manager, 1),
                role(2, Role::Manager, 2),
                role(3, Role::ItManager, 3),
            ],
        }
    }

    fn ids(line: &[&PersonRow]) -> Vec<i64> {
        line.iter().map(|one| one.id.0).collect()
    }

    #[test]
    fn people_answer_to_whoever_leads_their_department_or_what_is_above_it() {
        let it = council();
        assert_eq!(ids(&it.line(PersonId(4))), [4, 2, 1], "the branch has no manager of its own");
        assert_eq!(ids(&it.line(PersonId(3))), [3, 1]);
        assert_eq!(ids(&it.line(PersonId(1))), [1]);
    }

    #[test]
    fn two_sides_meet_at_the_manager_they_share() {
        let between = council().between(PersonId(4), PersonId(5));
        assert_eq!(ids(&between.mine.iter().collect::<Vec<_>>()), [4, 2]);
        assert_eq!(ids(&between.theirs.iter().collect::<Vec<_>>()), [5, 3]);
        assert_eq!(between.shared.unwrap().id, PersonId(1));
    }

    #[test]
    fn whoever_is_named_goes_before_the_roles_unless_they_left() {
        let mut it = council();
        it.people[3].manager_id = Some(PersonId(5));
        assert_eq!(ids(&it.line(PersonId(4))), [4, 5, 3, 1]);
        it.people[3].manager_id = Some(PersonId(99));
        assert_eq!(ids(&it.line(PersonId(4))), [4, 2, 1]);
    }

    #[test]
    fn circles_of_people_and_departments_end() {
        let mut it = council();
        it.people[0].manager_id = Some(PersonId(2));
        assert_eq!(ids(&it.line(PersonId(4))), [4, 2, 1]);
        it.departments[0].parent_id = Some(DepartmentId(2));
        let top: Vec<_> = it.inside(None).iter().map(|one| one.id.0).collect();
        assert_eq!(top, [1, 2]);
        let below = |id| it.inside(Some(DepartmentId(id))).into_iter().map(|one| one.id.0);
        let all: Vec<_> = below(1).chain(below(2)).collect();
        assert_eq!(all, [3, 4], "nobody is lost");
    }

    #[test]
    fn other_organisations_meet_nowhere() {
        let mut it = council();
        it.departments.push(department(6, None));
        it.people.push(person(6, 6));
        assert!(it.between(PersonId(4), PersonId(6)).shared.is_none());
    }

    #[test]
    fn those_who_look_after_what_is_above_look_after_what_is_inside() {
        let it = council();
        let with = |role: Role, id: i64| {
            let grants =
                vec![base::Grant { role, department: Some(DepartmentId(id)), teams: Vec::new() }];
            Actor { who: Who::Person, id: Some(PersonId(9)), grants, ..Actor::system() }
        };
        let branch = DepartmentId(4);
        for role in [Role::DepartmentContact, Role::Liaison, Role::Manager, Role::ItManager] {
            assert!(it.looks_after(&with(role, 2), branch), "{role}");
            assert!(!it.looks_after(&with(role, 3), branch), "{role}");
        }
        assert!(!it.looks_after(&with(Role::PatronConfidant, 4), branch));
    }
}
