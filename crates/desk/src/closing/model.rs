//! Why somebody closes their own ticket. Pure.

use crate::resolution::Cause;

db::words! {
    /// What the person who asked says of it.
    pub enum How {
        /// It works for them; they need not say why.
        FineNow = "fine_now",
        /// It came right without anybody doing anything.
        FixedItself = "fixed_itself",
    }
}

impl How {
    /// As it is kept with what put it right.
    pub fn cause(self) -> Cause {
        match self {
            How::FineNow => Cause::FineNow,
            How::FixedItself => Cause::FixedItself,
        }
    }

    /// The event that tells of it.
    pub fn event(self) -> &'static str {
        match self {
            How::FineNow => "ticket.fine_now",
            How::FixedItself => "ticket.fixed_itself",
        }
    }
}
