//! What a department is.

use crate::administration::Pairs;
use base::{DepartmentId, Problems, Result, row};

db::words! {
    /// Whose department it is.
    pub enum Kind {
        /// Part of the organisation.
        Internal = "internal",
        /// Another organisation that works for us.
        Outsourced = "outsourced",
    }
}

row! {
    /// Something with a name, to choose from or to point at.
    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
    pub struct Named {
        /// Its row.
        pub id: i64,
        /// What people call it.
        pub name: String,
    }
}

row! {
    /// A department as it is stored.
    #[derive(Clone, Debug)]
    pub struct Department {
        /// Its row.
        pub id: DepartmentId,
        /// What people call it; no two have the same.
        pub name: String,
        /// Ours or somebody else's.
        pub kind: Kind,
        /// Whether it gives help to others.
        pub is_provider: bool,
        /// The department it is part of.
        pub parent_id: Option<DepartmentId>,
        /// That department's name.
        pub parent: Option<String>,
        /// What it is there for, in its own words.
        pub mission: String,
        /// The calendar it keeps to; none: the usual one.
        pub calendar_id: Option<i64>,
        /// That calendar's name.
        pub calendar: Option<String>,
        /// Whether it can be chosen.
        pub is_active: bool,
        /// Counts edits.
        pub version: i64,
    }
}

/// A department as somebody writes it down.
#[derive(Clone, Debug)]
pub struct NewDepartment {
    /// What people call it: 1 to 120 characters.
    pub name: String,
    /// Ours or somebody else's.
    pub kind: Kind,
    /// Whether it gives help to others.
    pub is_provider: bool,
    /// The department it is part of.
    pub parent: Option<DepartmentId>,
    /// What it is there for: at most 2000 characters.
    pub mission: String,
    /// The calendar it keeps to.
    pub calendar: Option<i64>,
}

impl NewDepartment {
    /// Trims it, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 120);
        self.mission = problems.optional_text("mission", &self.mission, 2000);
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        vec![
            ("name", self.name.clone()),
            ("kind", self.kind.to_string()),
            ("is_provider", yes(self.is_provider)),
            ("parent", self.parent.map(|id| id.to_string()).unwrap_or_default()),
            ("mission", self.mission.clone()),
            ("calendar", self.calendar.map(|id| id.to_string()).unwrap_or_default()),
        ]
    }
}

impl Department {
    /// As it would be written down again.
    pub fn as_new(&self) -> NewDepartment {
        NewDepartment {
            name: self.name.clone(),
            kind: self.kind,
            is_provider: self.is_provider,
            parent: self.parent_id,
            mission: self.mission.clone(),
            calendar: self.calendar_id,
        }
    }

    /// The same with names in place of ids.
    pub fn shown(&self) -> Pairs {
        let mut pairs = self.as_new().pairs();
        for (name, text) in &mut pairs {
            match *name {
                "parent" => *text = self.parent.clone().unwrap_or_default(),
                "calendar" => *text = self.calendar.clone().unwrap_or_default(),
                _ => {}
            }
        }
        pairs
    }
}

fn yes(is: bool) -> String {
    if is { "yes".to_owned() } else { String::new() }
}

/// Whether making `parent` the parent of `id` would close a circle. `parents` holds every
/// department that has a parent, with it.
pub fn is_circle(parents: &[(i64, i64)], id: i64, parent: i64) -> bool {
    let mut at = Some(parent);
    // a circle that is there already must not keep us here
    for _ in 0..parents.len() + 2 {
        match at {
            Some(here) if here == id => return true,
            Some(here) => at = parents.iter().find(|(i, _)| *i == here).map(|(_, p)| *p),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_cannot_be_inside_itself() {
        let parents = [(2, 1), (3, 2)];
        assert!(is_circle(&parents, 1, 3));
        assert!(is_circle(&parents, 2, 2));
        assert!(!is_circle(&parents, 3, 1));
        assert!(!is_circle(&parents, 4, 3));
        assert!(is_circle(&[(5, 6), (6, 5)], 4, 5));
    }
}
