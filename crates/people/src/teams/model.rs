//! What a team is.

use crate::{administration::Pairs, persons::is_address};
use base::{DepartmentId, Problems, Result, TeamId, row};

row! {
    /// A team as it is stored.
    #[derive(Clone, Debug)]
    pub struct Team {
        /// Its row.
        pub id: TeamId,
        /// What people call it; no two have the same.
        pub name: String,
        /// The provider it belongs to.
        pub department_id: DepartmentId,
        /// That department's name.
        pub department: String,
        /// Where notices for the whole team go; may be empty.
        pub email: String,
        /// The calendar it keeps to; none: its department's, or the usual one.
        pub calendar_id: Option<i64>,
        /// That calendar's name.
        pub calendar: Option<String>,
        /// Whether it can be chosen.
        pub is_active: bool,
        /// Counts edits.
        pub version: i64,
        /// How many agents it has.
        pub members: i64,
    }
}

/// A team as somebody writes it down.
#[derive(Clone, Debug)]
pub struct NewTeam {
    /// What people call it: 1 to 120 characters.
    pub name: String,
    /// The provider it belongs to; must be there.
    pub department: Option<DepartmentId>,
    /// Where notices for the whole team go; may be empty.
    pub email: String,
    /// The calendar it keeps to.
    pub calendar: Option<i64>,
}

impl NewTeam {
    /// Trims it, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 120);
        problems.word("department", self.department);
        self.email = problems.optional_text("email", &self.email, 320).to_lowercase();
        if !self.email.is_empty() && !is_address(&self.email) {
            problems.add("email", "problem-email");
        }
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        vec![
            ("name", self.name.clone()),
            ("department", self.department.map(|id| id.to_string()).unwrap_or_default()),
            ("email", self.email.clone()),
            ("calendar", self.calendar.map(|id| id.to_string()).unwrap_or_default()),
        ]
    }
}

impl Team {
    /// As it would be written down again.
    pub fn as_new(&self) -> NewTeam {
        let department = Some(self.department_id);
        let (name, email) = (self.name.clone(), self.email.clone());
        NewTeam { name, department, email, calendar: self.calendar_id }
    }

    /// The same with names in place of ids.
    pub fn shown(&self) -> Pairs {
        let mut pairs = self.as_new().pairs();
        for (name, text) in &mut pairs {
            match *name {
                "department" => text.clone_from(&self.department),
                "calendar" => *text = self.calendar.clone().unwrap_or_default(),
                _ => {}
            }
        }
        pairs
    }
}
