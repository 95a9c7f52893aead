//! Places on pages that features above fill: a page of the desk shows what the bridge knows, without
//! the desk knowing the bridge. The application names who fills what.

use crate::{Act, Actor, App, DepartmentId, Result, TicketId, Tx};

/// Writes a piece of a ticket's page, as finished HTML, or nothing. Runs in the page's own read
/// transaction, after it was found that the actor may see the ticket; it asks for its own rights
/// beyond that, and reads by an index.
pub type TicketPanel = fn(&mut Tx, &App, &Actor, TicketId) -> Result<String>;

/// Writes a piece of the home page, as finished HTML, or nothing.
pub type HomePanel = fn(&mut Tx, &App, &Actor) -> Result<String>;

/// Marks words in what people wrote, for this reader: takes and gives sanitised HTML.
pub type Marking = fn(&App, &Actor, String) -> String;

/// Whether somebody may watch a meeting or a review: refuses where they may not see it.
pub type Door = fn(&mut Tx, &Actor, i64) -> Result<()>;

/// What a calendar sends back for an invitation: whether its sender comes.
#[derive(Clone, Copy, Debug)]
pub struct CalendarAnswer<'a> {
    /// As it came (RFC 5546).
    pub calendar: &'a str,
    /// What its sender wrote besides; may be empty.
    pub words: &'a str,
}

/// Takes an answer to an invitation from the acting sender. Gives the meeting; none: it is no answer
/// to an invitation of ours to this person.
pub type TakeAnswer = fn(&mut Act<'_>, CalendarAnswer<'_>) -> Result<Option<i64>>;
/// Takes note of a supplier's answer: from where, under which subject, in which words.
pub type SupplierAnswer = fn(&mut Act<'_>, TicketId, (&str, &str, &str)) -> Result<()>;

/// What is known above of suppliers who answer letters about tickets.
#[derive(Clone, Copy)]
pub struct Suppliers {
    /// The department that an address stands for, if it is one of a supplier's contacts.
    pub department_of: fn(&mut Tx, &str) -> Result<Option<DepartmentId>>,
    /// The name of the supplier to whom a ticket was handed over, if a letter from this address may
    /// be its answer. Where nothing but the tag in the subject leads to the ticket (`false`), only
    /// an address that was written to will do.
    pub asked: fn(&mut Tx, &str, TicketId, bool) -> Result<Option<String>>,
    /// Takes note of the answer.
    pub answered: SupplierAnswer,
}

/// Looks at a ticket once everything in a transaction was done to it.
pub type Settle = fn(&mut Act<'_>, TicketId) -> Result<()>;

/// Who fills which place, each in this order.
#[derive(Clone, Copy, Default)]
pub struct Slots {
    /// Beside a ticket.
    pub ticket_side: &'static [TicketPanel],
    /// Where a ticket is given to somebody.
    pub ticket_assign: &'static [TicketPanel],
    /// Between a ticket's conversation and the box to answer in.
    pub ticket_below: &'static [TicketPanel],
    /// On the home page, below one's own requests.
    pub home: &'static [HomePanel],
    /// Inside the form of a public reply, below its box.
    pub ticket_reply: &'static [TicketPanel],
    /// Marks words in messages, notifications and articles.
    pub marking: Option<Marking>,
    /// Who may be told that something happened at a meeting.
    pub meeting: Option<Door>,
    /// Who may be told that somebody wrote in a review.
    pub review: Option<Door>,
    /// Who takes what calendars answer.
    pub appointments: Option<TakeAnswer>,
    /// Knows which letters are answers of suppliers.
    pub suppliers: Option<Suppliers>,
    /// At the end of a transaction, for every ticket of which it recorded an event.
    pub settled: &'static [Settle],
}

/// Marks words for the reader of one page.
#[derive(Clone)]
pub struct Marker(Option<(Marking, App, Actor)>);

impl Marker {
    /// For this reader.
    pub fn new(app: &App, actor: &Actor) -> Self {
        Marker(app.slots.marking.map(|marking| (marking, app.clone(), actor.clone())))
    }

    /// Marks them in sanitised HTML.
    pub fn mark(&self, html: String) -> String {
        match &self.0 {
            Some((marking, app, actor)) => marking(app, actor, html),
            None => html,
        }
    }
}

impl Slots {
    /// The finished panels that have something to show.
    pub fn of_ticket(
        panels: &[TicketPanel],
        tx: &mut Tx,
        app: &App,
        actor: &Actor,
        id: TicketId,
    ) -> Result<Vec<String>> {
        let mut shown = Vec::with_capacity(panels.len());
        for panel in panels {
            shown.push(panel(tx, app, actor, id)?);
        }
        shown.retain(|html| !html.is_empty());
        Ok(shown)
    }
}
