//! How far being asked reaches. Pure.

use crate::tickets::{Access, Why};

/// Why somebody may have to do with a ticket that is not theirs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reasons {
    /// They follow it.
    pub is_watching: bool,
    /// They are asked for help and have not answered.
    pub is_asked: bool,
    /// Those who ask work on the ticket.
    pub is_asked_to_work: bool,
    /// They gave help.
    pub has_helped: bool,
    /// Their team is asked to do its part.
    pub is_referred: bool,
    /// They work on the ticket that it was merged into.
    pub is_merged: bool,
}

impl Reasons {
    /// Those that hold, with what each allows. Whoever helps by trade works on the ticket while they
    /// or their team are asked by those who work on it, and on what is part of their own ticket; anybody else only reads.
    pub fn all(self, is_agent: bool) -> Vec<(Why, Access)> {
        let asked = if is_agent && self.is_asked_to_work { Access::Work } else { Access::Read };
        let all = [
            (self.is_watching, Why::Following, Access::Read),
            (self.is_asked, Why::Asked, asked),
            (self.has_helped, Why::Helped, Access::Read),
            (self.is_referred, Why::Referred, Access::Work),
            (self.is_merged, Why::Merged, Access::Work),
        ];
        let held = all.into_iter().filter(|(holds, ..)| *holds);
        held.map(|(_, why, access)| (why, access)).collect()
    }
}

/// The access that a person has by rights and by these reasons.
pub fn widened(access: Access, is_agent: bool, reasons: Reasons) -> Access {
    let most = reasons.all(is_agent).into_iter().map(|(_, allowed)| allowed).max();
    most.map_or(access, |most| access.max(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_asked_reads_and_only_who_helps_by_trade_works() {
        let colleague = Reasons { is_asked: true, ..Reasons::default() };
        assert_eq!(
            widened(Access::None, true, colleague),
            Access::Read,
            "asked by who asked for it"
        );
        let asked = Reasons { is_asked_to_work: true, ..colleague };
        assert_eq!(widened(Access::None, false, asked), Access::Read);
        assert_eq!(widened(Access::None, true, asked), Access::Work);
        let helped = Reasons { has_helped: true, ..Reasons::default() };
        assert_eq!(widened(Access::None, true, helped), Access::Read, "once answered, they read");
        assert_eq!(widened(Access::Own, false, helped), Access::Own);
        assert_eq!(widened(Access::None, true, Reasons::default()), Access::None);
    }
}
