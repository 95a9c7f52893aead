//! One talk. Pure.

use crate::{felt::FeedbackRow, tasks::TaskRow, tickets::Ticket};

/// The newest talk about a ticket, with what led to it.
#[derive(Clone, Debug)]
pub struct CallBack {
    /// The ticket.
    pub ticket: Ticket,
    /// The task that it is.
    pub task: TaskRow,
    /// How it felt, as far as the reader may know.
    pub felt: Option<FeedbackRow>,
    /// Whether it is the reader's to have: those who work on the ticket, and of what is kept from them
    /// those who hear of it.
    pub is_theirs: bool,
}
