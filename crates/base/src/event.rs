//! What was done: one row per deed, in the transaction that did it. Timelines, the audit trail and
//! everything that reacts (notices, live pages) come from these rows.
// tidy: allow sql because recording is one statement that everything above goes through

use crate::{Act, PersonId, Result, TicketId};
use db::{Time, args, sql};

/// Something that was done.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// `noun.verb`, the verb in the past: `ticket.assigned`.
    pub kind: &'static str,
    /// What it was done to: `ticket 7`, `person 3`.
    pub subject: String,
    /// The ticket whose timeline it belongs to.
    pub ticket: Option<TicketId>,
    /// Whether only agents may see it.
    pub is_internal: bool,
    /// How it was before, in words or as JSON; may be empty.
    pub before: String,
    /// How it is now.
    pub after: String,
}

/// Reacts to events inside the transaction; usually by writing a job.
pub type Listener = fn(&mut Act<'_>, &Event) -> Result<()>;

impl Act<'_> {
    /// Records a deed and lets the listeners react.
    pub fn record(&mut self, event: &Event) -> Result<()> {
        let who: Option<PersonId> = self.actor.id;
        let at: Time = self.now;
        self.touch(event.ticket);
        crate::withheld::told(event.ticket, event.is_internal, who);
        self.tx.run(
            sql!("insert into event (at, actor_id, actor, kind, subject, ticket_id, is_internal, before, after, request)
                  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"),
            args![at, who, &self.actor.name, event.kind, &event.subject, event.ticket,
                event.is_internal, &event.before, &event.after, &self.actor.request],
        )?;
        // only what is durable is told, never what may still be undone
        let live = self.app.live.clone();
        self.tx.after_commit(move || live.stir());
        let listeners = self.app.listeners.clone();
        listeners.iter().try_for_each(|listener| listener(self, event))
    }
}
