//! What a project is, and who may do what with it. Pure.

use crate::relationships::Standing;
use base::{PersonId, Problems, Result, Time, row};
use people::administration::Pairs;

db::words! {
    /// How far a project is.
    pub enum ProjectState {
        /// Talked about, not begun.
        Planned = "planned",
        /// Going on.
        Running = "running",
        /// Reached what it was for.
        Done = "done",
        /// Given up, with words why.
        Stopped = "stopped",
    }
}

impl ProjectState {
    /// Whether there is still something to do.
    pub fn is_open(self) -> bool {
        matches!(self, ProjectState::Planned | ProjectState::Running)
    }
}

row! {
    /// A project with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct Project {
        /// Its row.
        pub id: i64,
        /// Between whom.
        pub relationship_id: i64,
        /// What people call it.
        pub name: String,
        /// What is better when it is done.
        pub aim: String,
        /// What the department that is helped puts in.
        pub customer_gives: String,
        /// What the provider puts in.
        pub provider_gives: String,
        /// Who stands for it among those who are helped.
        pub customer_sponsor_id: Option<PersonId>,
        /// Their name.
        pub customer_sponsor: Option<String>,
        /// Whether they are still here.
        pub is_customer_sponsor_here: Option<bool>,
        /// Who stands for it among those who help.
        pub provider_sponsor_id: Option<PersonId>,
        /// Their name.
        pub provider_sponsor: Option<String>,
        /// Whether they are still here.
        pub is_provider_sponsor_here: Option<bool>,
        /// How far it is.
        pub state: ProjectState,
        /// What was said when that changed.
        pub state_words: String,
        /// When it changed.
        pub state_at: Time,
        /// Who wrote it down first.
        pub begun_by: Option<PersonId>,
        /// When.
        pub begun_at: Time,
        /// Counts edits.
        pub version: i64,
    }
}

/// How somebody takes part in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taking {
    /// Whether they are of one of the two departments, and not only asked in.
    pub is_of_a_side: bool,
    /// Whether they may change it: whoever looks after the relationship, stands for the project or
    /// began it.
    pub may_change: bool,
}

impl Project {
    /// How somebody takes part, if they do. `standing` is theirs in the relationship; `is_member`
    /// tells whether they were asked in.
    pub fn taking(
        &self,
        person: Option<PersonId>,
        standing: Option<Standing>,
        is_member: bool,
    ) -> Option<Taking> {
        let own = [self.customer_sponsor_id, self.provider_sponsor_id, self.begun_by];
        let is_own = person.is_some() && own.contains(&person);
        let is_keeper = standing.is_some_and(|one| one.is_keeper);
        let is_of_a_side = standing.is_some();
        (is_of_a_side || is_own || is_member)
            .then_some(Taking { is_of_a_side, may_change: is_keeper || is_own })
    }

    /// Whether whoever stood for it among those who are helped has left.
    pub fn is_customer_sponsor_gone(&self) -> bool {
        self.is_customer_sponsor_here == Some(false)
    }

    /// Whether whoever stood for it among those who help has left.
    pub fn is_provider_sponsor_gone(&self) -> bool {
        self.is_provider_sponsor_here == Some(false)
    }

    /// As it would be written down again.
    pub fn as_new(&self) -> NewProject {
        NewProject {
            name: self.name.clone(),
            aim: self.aim.clone(),
            customer_gives: self.customer_gives.clone(),
            provider_gives: self.provider_gives.clone(),
            customer_sponsor: self.customer_sponsor_id,
            provider_sponsor: self.provider_sponsor_id,
        }
    }

    /// The same with names in place of ids.
    pub fn shown(&self) -> Pairs {
        let mut pairs = self.as_new().pairs();
        for (name, text) in &mut pairs {
            match *name {
                "customer_sponsor" => *text = self.customer_sponsor.clone().unwrap_or_default(),
                "provider_sponsor" => *text = self.provider_sponsor.clone().unwrap_or_default(),
                _ => {}
            }
        }
        pairs
    }
}

/// A project as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewProject {
    /// 1 to 120 characters.
    pub name: String,
    /// 1 to 1000 characters.
    pub aim: String,
    /// At most 1000 characters.
    pub customer_gives: String,
    /// At most 1000 characters.
    pub provider_gives: String,
    /// Somebody on the side that is helped.
    pub customer_sponsor: Option<PersonId>,
    /// Somebody on the side that helps.
    pub provider_sponsor: Option<PersonId>,
}

impl NewProject {
    /// Trims it, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 120);
        self.aim = problems.text("aim", &self.aim, 1000);
        self.customer_gives = problems.optional_text("customer_gives", &self.customer_gives, 1000);
        self.provider_gives = problems.optional_text("provider_gives", &self.provider_gives, 1000);
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        let id = |one: Option<PersonId>| one.map(|id| id.to_string()).unwrap_or_default();
        vec![
            ("name", self.name.clone()),
            ("aim", self.aim.clone()),
            ("customer_gives", self.customer_gives.clone()),
            ("provider_gives", self.provider_gives.clone()),
            ("customer_sponsor", id(self.customer_sponsor)),
            ("provider_sponsor", id(self.provider_sponsor)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relationships::Side;

    fn project() -> Project {
        Project {
            id: 1,
            relationship_id: 1,
            name: "New self-checks".into(),
            aim: "No queue at noon".into(),
            customer_gives: String::new(),
            provider_gives: String::new(),
            customer_sponsor_id: Some(PersonId(2)),
            customer_sponsor: Some("Nadia".into()),
            is_customer_sponsor_here: Some(true),
            provider_sponsor_id: None,
            provider_sponsor: None,
            is_provider_sponsor_here: None,
            state: ProjectState::Running,
            state_words: String::new(),
            state_at: Time::from_micros(0),
            begun_by: None,
            begun_at: Time::from_micros(0),
            version: 1,
        }
    }

    #[test]
    fn whoever_is_of_a_side_reads_and_whoever_stands_for_it_changes() {
        let of_a_side = Standing { side: Side::Customer, is_keeper: false };
        let reads = Taking { is_of_a_side: true, may_change: false };
        assert_eq!(project().taking(Some(PersonId(9)), Some(of_a_side), false), Some(reads));
        let changes = Taking { is_of_a_side: true, may_change: true };
        assert_eq!(project().taking(Some(PersonId(2)), Some(of_a_side), false), Some(changes));
    }

    #[test]
    fn whoever_was_asked_in_takes_part_and_nobody_else() {
        let asked = Taking { is_of_a_side: false, may_change: false };
        assert_eq!(project().taking(Some(PersonId(9)), None, true), Some(asked));
        assert_eq!(project().taking(Some(PersonId(9)), None, false), None);
        // a project that nobody began is nobody's: no person is not that nobody
        assert_eq!(project().taking(None, None, false), None);
    }
}
