//! What can be chosen on the form, and what a report becomes.

use crate::custom_fields::Typed;
use crate::devices::DeviceKind;
use crate::impact::{Answers, Hurts, Scope, Stopped, Workaround};
use crate::open_questions::Scanned;
use crate::scan_rules::Reason;
use base::{
    DepartmentId, DeviceId, Language, LocationId, PersonId, ServiceId, TeamId, TicketId, Time, row,
};

/// The address of the person that stands for everybody who reports without an account. It is none
/// that mail can come from or go to.
pub const PATRONS: &str = "patrons";

/// Longest text somebody may write, in characters.
pub const LONGEST: usize = 2000;

db::words! {
    /// What somebody saw, in one tap.
    pub enum Symptom {
        /// The screen is black, or it does not start.
        WontStart = "wont_start",
        /// Signing in does not work.
        SignIn = "sign_in",
        /// It hangs, or takes for ever.
        Slow = "slow",
        /// It does not lend or take back.
        WontLend = "wont_lend",
        /// It does not read the card.
        Card = "card",
        /// No receipt comes out.
        Receipt = "receipt",
        /// Nothing is printed.
        NoPrint = "no_print",
        /// Paper is stuck, or there is none.
        Paper = "paper",
        /// It does not take the money, or took it for nothing.
        Paying = "paying",
        /// It does not read what is put before it.
        NoRead = "no_read",
        /// It goes off for no reason.
        Alarm = "alarm",
        /// It is stuck.
        Stuck = "stuck",
        /// Joining does not work.
        NoJoin = "no_join",
        /// Joined, and nothing opens.
        NoPages = "no_pages",
        /// It shows something wrong.
        Wrong = "wrong",
        /// There is no sound or voice.
        NoSound = "no_sound",
        /// Something is broken.
        Broken = "broken",
        /// It does not look safe.
        Unsafe = "unsafe",
        /// None of these.
        Other = "other",
    }
}

db::words! {
    /// What became of a report.
    pub enum State {
        /// Somebody has to look first.
        Waiting = "waiting",
        /// It opened a ticket.
        Opened = "opened",
        /// It is counted on a ticket that was open.
        Counted = "counted",
        /// Somebody looked and dropped it.
        Dropped = "dropped",
    }
}

row! {
    /// A report with what its code is on.
    #[derive(Clone, Debug)]
    pub struct ReportRow {
        pub id: i64,
        pub key: String,
        pub scan_code_id: i64,
        pub symptom: Symptom,
        pub words: String,
        pub is_cut: bool,
        pub answers: String,
        pub state: State,
        pub reason: Option<Reason>,
        pub device_id: Option<DeviceId>,
        pub device: Option<String>,
        pub service_id: Option<ServiceId>,
        /// Works on what the device belongs to.
        pub team_id: Option<TeamId>,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub department_id: Option<DepartmentId>,
        pub ticket_id: Option<TicketId>,
        pub ticket_at: Option<Time>,
        pub by_id: Option<PersonId>,
        pub decided_by: Option<String>,
        pub decided_at: Option<Time>,
        pub at: Time,
    }
}

/// What is offered for a kind of device, or for a place.
pub fn symptoms(kind: Option<DeviceKind>) -> &'static [Symptom] {
    use Symptom::{
        Alarm, Broken, Card, NoJoin, NoPages, NoPrint, NoRead, NoSound, Other, Paper, Paying,
        Receipt, SignIn, Slow, Stuck, Unsafe, WontLend, WontStart, Wrong,
    };
    match kind {
        Some(DeviceKind::PublicPc | DeviceKind::StaffPc) => &[WontStart, SignIn, Slow, Other],
        Some(DeviceKind::SelfCheck) => &[WontLend, Card, Receipt, Other],
        Some(DeviceKind::Printer) => &[NoPrint, Paper, Paying, Other],
        Some(DeviceKind::ReceiptPrinter) => &[NoPrint, Paper, Other],
        Some(DeviceKind::Reader) => &[NoRead, WontStart, Other],
        Some(DeviceKind::Gate) => &[Alarm, Broken, Other],
        Some(DeviceKind::Sorter) => &[Stuck, WontLend, Other],
        Some(DeviceKind::Wifi) => &[NoJoin, NoPages, Slow, Other],
        Some(DeviceKind::Display) => &[WontStart, Wrong, Other],
        Some(DeviceKind::Phone) => &[NoSound, Broken, Other],
        Some(DeviceKind::Assistive) => &[WontStart, NoSound, Other],
        Some(DeviceKind::Other) => &[WontStart, Broken, Paying, Other],
        None => &[Broken, Slow, Unsafe, Other],
    }
}

/// What somebody sent.
#[derive(Clone, Debug)]
pub struct NewScan {
    /// What they saw; none where they only wrote.
    pub symptom: Option<Symptom>,
    /// What they wrote, as typed.
    pub words: String,
    /// The form's own key.
    pub key: String,
    /// What was answered to the questions of the device's service.
    pub fields: Typed,
    /// Where it comes from, as a keyed hash.
    pub network: String,
    /// The member of staff who gives their name.
    pub by: Option<PersonId>,
}

/// What was answered with a report, as it is stored.
pub(crate) fn read_answers(stored: &str) -> Vec<Scanned> {
    serde_json::from_str(stored).unwrap_or_default()
}

/// "Which tray? Tray 2", for each question.
pub fn said(stored: &str) -> Vec<(String, String)> {
    let shown = |values: Vec<(String, String)>| {
        values.into_iter().map(|(_, shown)| shown).collect::<Vec<_>>().join(", ")
    };
    read_answers(stored).into_iter().map(|(_, label, values)| (label, shown(values))).collect()
}

impl ReportRow {
    /// What was answered, for people.
    pub fn said(&self) -> Vec<(String, String)> {
        said(&self.answers)
    }
}

/// The ticket's line: what it is on, and what is wrong.
pub fn subject(language: &Language, on: &str, symptom: Symptom) -> String {
    format!("{on}: {}", language.t(&format!("symptom-{symptom}")))
}

/// What the ticket says, in plain words.
pub fn body(language: &Language, on: &str, symptom: Symptom, words: &str) -> String {
    let first = format!("{}.", subject(language, on, symptom));
    if words.is_empty() { first } else { format!("{first}\n\n{words}") }
}

/// What is known of its weight: one patron, today, and no way round known. Those who work on it
/// answer again.
pub fn answers(words: String, is_one_place: bool) -> Answers {
    Answers {
        words,
        scope: Scope::One,
        who: Stopped::Patrons,
        workaround: Workaround::Slow,
        hurts: Hurts::Today,
        hurts_note: String::new(),
        good_enough: String::new(),
        is_one_place,
        risks: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_offers_two_or_three_and_something_else() {
        for kind in DeviceKind::ALL.iter().copied().map(Some).chain([None]) {
            let offered = symptoms(kind);
            assert!((3..=4).contains(&offered.len()), "{kind:?}");
            assert_eq!(offered.last(), Some(&Symptom::Other), "{kind:?}");
        }
    }

    #[test]
    fn the_ticket_says_what_is_on_the_label_and_what_was_seen() {
        let body = body(base::language("en"), "PC 4", Symptom::Other, "It smells");
        assert_eq!(body, "PC 4: Something else.\n\nIt smells");
    }
}
