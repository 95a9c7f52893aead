//! Kinds of links and how they read from either side. Pure.

db::words! {
    /// What the first ticket is to the second, as stored.
    pub enum Kind {
        /// The same thing, told again.
        DuplicateOf = "duplicate_of",
        /// The reason for it.
        Causes = "causes",
        /// It has to come first.
        Blocks = "blocks",
        /// The whole of which it is a part.
        ParentOf = "parent_of",
        /// Worth knowing of each other.
        Related = "related",
    }
}

db::words! {
    /// What a ticket is to another, read from the ticket one looks at.
    pub enum Relation {
        /// The same as.
        DuplicateOf = "duplicate_of",
        /// The other is the same as this.
        DuplicatedBy = "duplicated_by",
        /// This is why.
        Causes = "causes",
        /// The other is why.
        CausedBy = "caused_by",
        /// The other waits for this.
        Blocks = "blocks",
        /// This waits for the other.
        BlockedBy = "blocked_by",
        /// The other is part of this.
        ParentOf = "parent_of",
        /// This is part of the other.
        ChildOf = "child_of",
        /// Worth knowing of each other.
        Related = "related",
    }
}

impl Relation {
    /// The kind as stored, and whether the ticket one looks at is the first.
    pub fn stored(self) -> (Kind, bool) {
        match self {
            Relation::DuplicateOf => (Kind::DuplicateOf, true),
            Relation::DuplicatedBy => (Kind::DuplicateOf, false),
            Relation::Causes => (Kind::Causes, true),
            Relation::CausedBy => (Kind::Causes, false),
            Relation::Blocks => (Kind::Blocks, true),
            Relation::BlockedBy => (Kind::Blocks, false),
            Relation::ParentOf => (Kind::ParentOf, true),
            Relation::ChildOf => (Kind::ParentOf, false),
            Relation::Related => (Kind::Related, true),
        }
    }

    /// How a stored link reads from its first ticket, or from its second.
    pub fn of(kind: Kind, is_first: bool) -> Self {
        let all = Relation::ALL.iter().copied();
        let mut fits = all.filter(|relation| relation.stored() == (kind, is_first));
        fits.next().unwrap_or(Relation::Related)
    }

    /// The same link, read from the other side.
    #[must_use]
    pub fn reversed(self) -> Self {
        let (kind, is_first) = self.stored();
        Relation::of(kind, !is_first)
    }
}

impl Kind {
    /// Whether going in a circle makes no sense.
    pub fn is_order(self) -> bool {
        matches!(self, Kind::Blocks | Kind::ParentOf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_reads_both_ways() {
        for relation in Relation::ALL {
            assert_eq!(relation.reversed().reversed(), *relation);
            let (kind, is_first) = relation.stored();
            assert_eq!(Relation::of(kind, is_first), *relation);
        }
        assert_eq!(Relation::BlockedBy.reversed(), Relation::Blocks);
        assert_eq!(Relation::Related.reversed(), Relation::Related);
    }
}
