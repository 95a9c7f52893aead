//! What a table would do.

use base::{Problems, Right};

db::words! {
    /// What the lines of a table are.
    pub enum Kind {
        /// Accounts.
        People = "people",
        /// Branches and rooms.
        Locations = "locations",
        /// What people report about.
        Services = "services",
    }
}

impl Kind {
    /// Its columns; the first ones must be there.
    pub fn columns(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Kind::People => (&["name", "email"], &["title", "department", "location"]),
            Kind::Locations => {
                (&["name"], &["department", "part_of", "address", "time_zone", "hours"])
            }
            Kind::Services => (&["name", "team"], &["description", "keywords"]),
        }
    }

    /// A line as it could be.
    pub fn example(self) -> &'static [&'static str] {
        match self {
            Kind::People => &[
                "Ann Lee",
                "ann.lee@library.example",
                "Library technician",
                "Library",
                "Northside",
            ],
            Kind::Locations => &[
                "Northside",
                "Library",
                "",
                "1 High Street",
                "Australia/Melbourne",
                "Mon-Fri 09:00-18:00; Sat 10:00-16:00",
            ],
            Kind::Services => &[
                "Self-check",
                "Network",
                "Patrons borrow and return by themselves",
                "borrowing machine, kiosk",
            ],
        }
    }

    /// What it takes to bring them in.
    pub fn right(self) -> Right {
        match self {
            Kind::People => Right::ManagePeople,
            Kind::Locations | Kind::Services => Right::ManageOrganisation,
        }
    }
}

/// What would become, or became, of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is nothing of that name yet.
    New,
    /// It is there and says something else: column, how it is, how it would be.
    Changed(Vec<(&'static str, String, String)>),
    /// It is there and says the same.
    Same,
    /// It cannot be brought in as it stands.
    Refused(Problems),
}

impl Outcome {
    /// The last part of its messages.
    pub fn word(&self) -> &'static str {
        match self {
            Outcome::New => "new",
            Outcome::Changed(_) => "changed",
            Outcome::Same => "same",
            Outcome::Refused(_) => "refused",
        }
    }
}

/// One line.
#[derive(Clone, Debug)]
pub struct Planned {
    /// In the text; the first is 1.
    pub line: u64,
    /// What it is about.
    pub name: String,
    /// What would become of it.
    pub outcome: Outcome,
}

/// All lines.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// In the order of the text.
    pub lines: Vec<Planned>,
    /// Columns that nobody knows here: left alone.
    pub unknown: Vec<String>,
}

impl Plan {
    /// How many lines have this outcome.
    pub fn number_of(&self, word: &str) -> usize {
        self.lines.iter().filter(|line| line.outcome.word() == word).count()
    }

    /// Whether anything would change.
    pub fn does_anything(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.outcome, Outcome::New | Outcome::Changed(_)))
    }
}

/// The differences between two rows of named texts.
pub fn differences(before: &[(&'static str, String)], after: &[(&'static str, String)]) -> Outcome {
    let changed: Vec<_> = after
        .iter()
        .filter_map(|(name, new)| {
            let old = before.iter().find(|(n, _)| n == name).map_or("", |(_, old)| old.as_str());
            (old != new).then(|| (*name, old.to_owned(), new.clone()))
        })
        .collect();
    if changed.is_empty() { Outcome::Same } else { Outcome::Changed(changed) }
}

/// The bytes of a file as text: UTF-8, or the Western letters that older spreadsheets save.
pub fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_fits_its_columns() {
        for kind in Kind::ALL {
            let (must, may) = kind.columns();
            assert_eq!(kind.example().len(), must.len() + may.len(), "{kind}");
        }
    }

    #[test]
    fn an_old_spreadsheets_letters_are_read() {
        assert_eq!(text_of("Zoë".as_bytes()), "Zoë");
        assert_eq!(text_of(b"Zo\xeb"), "Zoë");
    }
}
