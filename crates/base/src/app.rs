//! What every request can reach.

use crate::{
    Actor, Clock, Error, Files, Kept, Listener, Live, OpenPages, Result, Secret, Slots, TicketId,
    withheld::{self, Withheld},
};
use db::{Db, Time, Tx};
use std::{cell::RefCell, collections::BTreeSet, ops::Deref, sync::Arc};

/// The application: database, files, time, settings, and what listens to events. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<AppParts>);

/// What an [`App`] is made of.
#[derive(Clone)]
pub struct AppParts {
    /// Rows.
    pub db: Db,
    /// Attachments and raw messages.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Settings as they are now.
    pub config: Live,
    /// Signs links and Message-IDs; made at first start and kept in the database.
    pub secret: Secret,
    /// React to events, in order.
    pub listeners: Arc<[Listener]>,
    /// The pages that are open and told of news.
    pub live: OpenPages,
    /// What higher features put on the pages of lower ones.
    pub slots: Slots,
    /// What features keep in memory.
    pub kept: Kept,
}

impl App {
    /// From its parts.
    pub fn new(parts: AppParts) -> Self {
        App(Arc::new(parts))
    }

    /// The parts, to change some and make another.
    pub fn parts(&self) -> AppParts {
        (*self.0).clone()
    }

    /// Now, by the application's clock.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Reads on behalf of somebody.
    pub async fn read<T: Send + 'static>(
        &self,
        body: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.db.read(body).await
    }

    /// Does something on behalf of somebody: everything in it commits together, and it answers
    /// once that is durable. What was withheld from the request goes with the first ticket that the
    /// body records an event of; where a card number may be unmarked in it, it is undone and asked.
    pub async fn act<T: Send + 'static>(
        &self,
        actor: &Actor,
        body: impl FnOnce(&mut Act<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (app, actor) = (self.clone(), actor.clone());
        let withheld = Withheld::here();
        self.db
            .write(move |tx| {
                let now = app.now();
                let touched = Touched::default();
                let mut act = Act { tx, app: &app, actor: &actor, now, touched: &touched };
                let done = withheld::around(withheld.as_ref(), &mut act, body)?;
                for id in touched.take() {
                    app.slots.settled.iter().try_for_each(|settle| settle(&mut act, id))?;
                }
                Ok(done)
            })
            .await
    }
}

impl Deref for App {
    type Target = AppParts;
    fn deref(&self) -> &AppParts {
        &self.0
    }
}

/// One transaction, with who does it and when.
pub struct Act<'a> {
    /// The rows.
    pub tx: &'a mut Tx,
    /// The application.
    pub app: &'a App,
    /// Whoever does it.
    pub actor: &'a Actor,
    /// When: the same instant for everything in the transaction.
    pub now: Time,
    touched: &'a Touched,
}

/// The tickets of which events were recorded.
type Touched = RefCell<BTreeSet<TicketId>>;

impl Act<'_> {
    /// The same transaction on behalf of somebody else.
    pub fn as_other<'b>(&'b mut self, actor: &'b Actor) -> Act<'b> {
        Act { tx: &mut *self.tx, app: self.app, actor, now: self.now, touched: self.touched }
    }

    /// Remembers that something was recorded of a ticket.
    pub(crate) fn touch(&self, ticket: Option<TicketId>) {
        self.touched.borrow_mut().extend(ticket);
    }

    /// Does something that may be refused without refusing the rest of the transaction: where it is,
    /// nothing of it stays. The outer error is the database's own.
    pub fn attempt<T>(
        &mut self,
        body: impl FnOnce(&mut Act<'_>) -> Result<T>,
    ) -> Result<Result<T>> {
        let mark = self.tx.mark()?;
        let outcome = body(self);
        self.tx.settle(mark, outcome.is_ok())?;
        Ok(outcome)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::Unavailable(error.to_string())
    }
}
