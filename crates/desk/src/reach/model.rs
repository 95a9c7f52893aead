//! How far being asked reaches. Pure.

use crate::tickets::Access;

/// Why somebody may have to do with a ticket that is not theirs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reasons {
    /// They follow it.
    pub is_watching: bool,
    /// They are asked for help and have not answered.
    pub is_asked: bool,
    /// They gave help.
    pub has_helped: bool,
    /// Their team is asked to do its part.
    pub is_referred: bool,
    /// They work on the ticket that it was merged into.
    pub is_merged: bool,
}

/// The access that a person has by rights and by these reasons. Whoever helps by trade works on the
/// ticket while they or their team are asked, and on what is part of their own ticket; anybody else
/// only ever reads.
pub fn widened(access: Access, is_agent: bool, reasons: Reasons) -> Access {
    let works = reasons.is_referred || reasons.is_merged || (reasons.is_asked && is_agent);
    let reads = reasons.is_watching || reasons.is_asked || reasons.has_helped;
    if works {
        access.max(Access::Work)
    } else if reads {
        access.max(Access::Read)
    } else {
        access
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_asked_reads_and_only_who_helps_by_trade_works() {
        let asked = Reasons { is_asked: true, ..Reasons::default() };
        assert_eq!(widened(Access::None, false, asked), Access::Read);
        assert_eq!(widened(Access::None, true, asked), Access::Work);
        let helped = Reasons { has_helped: true, ..Reasons::default() };
        assert_eq!(widened(Access::None, true, helped), Access::Read, "once answered, they read");
        assert_eq!(widened(Access::Own, false, helped), Access::Own);
        assert_eq!(widened(Access::None, true, Reasons::default()), Access::None);
    }
}
