//! Work at a desk.

use super::store::{TriedRow, WorkRow};

db::words! {
    /// For whom.
    pub enum Whom {
        /// Somebody who uses the library. Nothing is asked about them.
        Patron = "patron",
        /// Somebody who works there.
        Colleague = "colleague",
        /// Whoever writes it down.
        Own = "self",
    }
}

db::words! {
    /// What came of it.
    pub enum Outcome {
        /// Put right at the desk.
        Fixed = "fixed",
        /// Sent to IT.
        Sent = "sent",
    }
}

/// What put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// One of the first checks.
    Check(i64),
    /// Something else, in words; may be empty.
    Words(String),
}

/// What was done at the desk before anybody else saw the ticket.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// The work, if it came from a desk.
    pub work: Option<WorkRow>,
    /// What was tried and did not help.
    pub tried: Vec<TriedRow>,
}

impl Panel {
    /// Whether it was put right there, so that nobody in IT ever had it.
    pub fn is_fixed(&self) -> bool {
        self.work.as_ref().is_some_and(|work| work.outcome == Outcome::Fixed)
    }
}

/// "Receipt printer, desk 2: nothing prints", from the device and the symptom.
pub fn words_of(device: &str, symptom: &str) -> String {
    let mut letters = symptom.chars();
    let first = letters.next().map(|c| c.to_lowercase().collect::<String>()).unwrap_or_default();
    // a word in capitals stays: it is a name, or stands on a screen
    let second = symptom.chars().nth(1);
    let is_capital = second.is_some_and(char::is_uppercase)
        || (symptom.starts_with('I') && second.is_none_or(|c| !c.is_alphabetic()));
    match is_capital {
        true => format!("{device}: {symptom}"),
        false => format!("{device}: {first}{}", letters.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_which_device_and_what() {
        assert_eq!(words_of("Printer", "Nothing prints"), "Printer: nothing prints");
        assert_eq!(words_of("Printer", "PC LOAD LETTER"), "Printer: PC LOAD LETTER");
        assert_eq!(words_of("PC", "I cannot sign in"), "PC: I cannot sign in");
        assert_eq!(words_of("Printer", ""), "Printer: ");
    }
}
