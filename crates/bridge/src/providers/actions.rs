//! Keeping what is known of suppliers.

pub use super::store::{ContactRow, SupplierRow};

use super::store::{self, NewRow};
use crate::directory::{DepartmentRow, Organisation, organisation};
use base::{Act, Actor, App, DepartmentId, Error, Event, Problems, Result, Right, Tx, Who};
use people::{departments::Kind, persons::is_address};

/// Whether the contract and the contacts of a supplier are for somebody: those who work on requests
/// or look after a working relationship, and whoever runs Footbridge. People of a supplier see their
/// own, not their competitor's.
pub fn may_read(organisation: &Organisation, actor: &Actor, id: DepartmentId) -> bool {
    if actor.who == Who::System || actor.has(Right::ManageOrganisation) {
        return true;
    }
    let own = actor.department.and_then(|id| organisation.department(id));
    let is_outside = own.is_none_or(|one| one.kind == Kind::Outsourced);
    let is_own = actor.department == Some(id);
    (actor.has(Right::Work) || actor.has(Right::LookAfter)) && (is_own || !is_outside)
}

/// The supplier, with the rest of the organisation; a department that is none is not found.
fn supplier(tx: &mut Tx, actor: &Actor, id: DepartmentId) -> Result<(DepartmentRow, Organisation)> {
    let organisation = organisation(tx, actor)?;
    let found = organisation.department(id).filter(|one| one.kind == Kind::Outsourced).cloned();
    let found = found.ok_or(Error::NotFound)?;
    if may_read(&organisation, actor, id) {
        Ok((found, organisation))
    } else {
        Err(Error::Forbidden)
    }
}

/// How we work with a supplier, and whom to turn to there.
pub fn show(
    tx: &mut Tx,
    actor: &Actor,
    id: DepartmentId,
) -> Result<(DepartmentRow, SupplierRow, Vec<ContactRow>)> {
    let (department, _) = supplier(tx, actor, id)?;
    let row = store::find(tx, id)?.unwrap_or_default();
    Ok((department, row, store::list_contacts(tx, Some(id))?))
}

/// The same, or nothing where it is no supplier or not for the reader.
pub fn find(
    tx: &mut Tx,
    actor: &Actor,
    id: DepartmentId,
) -> Result<Option<(SupplierRow, Vec<ContactRow>)>> {
    match show(tx, actor, id) {
        Ok((_, row, contacts)) => Ok(Some((row, contacts))),
        Err(Error::NotFound | Error::Forbidden) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Everybody whom something may be handed over to by mail.
pub fn contacts(tx: &mut Tx, actor: &Actor) -> Result<Vec<ContactRow>> {
    actor.may(Right::Work)?;
    let organisation = organisation(tx, actor)?;
    let mut all = store::list_contacts(tx, None)?;
    all.retain(|one| may_read(&organisation, actor, one.department_id));
    Ok(all)
}

/// How we work with a supplier, as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewSupplier {
    /// What the contract is called and promises, in plain words: at most 1000 characters.
    pub contract: String,
    /// Its last day; may be empty.
    pub contract_until: String,
    /// How something is handed over: at most 1000 characters.
    pub hand_over: String,
    /// A link with `{number}` in it, or without; may be empty.
    pub portal: String,
}

impl NewSupplier {
    fn check(&self) -> Result<SupplierRow> {
        let mut problems = Problems::default();
        let contract = problems.optional_text("contract", &self.contract, 1000);
        let hand_over = problems.optional_text("hand_over", &self.hand_over, 1000);
        let portal = problems.optional_line("portal", &self.portal, 300);
        let contract_until = self.contract_until.trim().to_owned();
        let is_date = contract_until.parse::<jiff::civil::Date>().is_ok();
        if !contract_until.is_empty() && !is_date {
            problems.add("contract_until", "problem-date");
        }
        let is_link = portal.starts_with("https://") || portal.starts_with("http://");
        if !portal.is_empty() && (!is_link || portal.contains(char::is_whitespace)) {
            problems.add("portal", "problem-portal");
        }
        problems.check()?;
        Ok(SupplierRow { contract, contract_until, hand_over, portal, version: 0 })
    }
}

fn record(act: &mut Act<'_>, id: DepartmentId, was: &str, is: &str) -> Result<()> {
    let (before, after) = (was.to_owned(), is.to_owned());
    let subject = format!("department {id}");
    act.record(&Event { kind: "provider.changed", subject, before, after, ..Event::default() })
}

/// Writes how we work with a supplier, read at `version` (0: nothing was written yet).
pub async fn change(
    app: &App,
    actor: &Actor,
    id: DepartmentId,
    version: i64,
    new: NewSupplier,
) -> Result<()> {
    let new = new.check();
    app.act(actor, move |act| {
        supplier(act.tx, act.actor, id)?;
        let new = new?;
        if !store::update(act.tx, id, version, &new)? {
            return Err(Error::Conflict);
        }
        record(act, id, "", "")
    })
    .await
}

/// Somebody to turn to, as somebody writes them down.
#[derive(Clone, Debug, Default)]
pub struct NewContact {
    /// A person or a desk: 1 to 120 characters.
    pub name: String,
    /// Where letters go.
    pub email: String,
    /// At most 60 characters.
    pub phone: String,
    /// What to turn to them for: at most 200 characters.
    pub use_for: String,
}

/// A contact that was checked.
struct Checked {
    name: String,
    email: String,
    phone: String,
    use_for: String,
}

impl NewContact {
    fn check(&self) -> Result<Checked> {
        let mut problems = Problems::default();
        let name = problems.line("name", &self.name, 120);
        let email = problems.text("email", &self.email, 320).to_lowercase();
        if !email.is_empty() && !is_address(&email) {
            problems.add("email", "problem-email");
        }
        let phone = problems.optional_line("phone", &self.phone, 60);
        let use_for = problems.optional_line("use_for", &self.use_for, 200);
        problems.check()?;
        Ok(Checked { name, email, phone, use_for })
    }
}

impl Checked {
    fn row(&self) -> NewRow<'_> {
        NewRow { name: &self.name, email: &self.email, phone: &self.phone, use_for: &self.use_for }
    }
}

/// Adds a contact. The same address for the same thing twice is one.
pub async fn add_contact(
    app: &App,
    actor: &Actor,
    id: DepartmentId,
    new: NewContact,
) -> Result<i64> {
    let new = new.check();
    app.act(actor, move |act| {
        supplier(act.tx, act.actor, id)?;
        let new = new?;
        let known = store::list_contacts(act.tx, Some(id))?;
        let is_same = |one: &&ContactRow| {
            one.email == new.email && one.name == new.name && one.use_for == new.use_for
        };
        if let Some(same) = known.iter().find(is_same) {
            return Ok(same.id);
        }
        let made = store::insert_contact(act.tx, id, &new.row(), act.actor.id, act.now)?;
        record(act, id, "", &format!("{} <{}>", new.name, new.email))?;
        Ok(made)
    })
    .await
}

fn kept(act: &mut Act<'_>, id: DepartmentId, contact: i64) -> Result<ContactRow> {
    supplier(act.tx, act.actor, id)?;
    let all = store::list_contacts(act.tx, Some(id))?;
    all.into_iter().find(|one| one.id == contact).ok_or(Error::NotFound)
}

/// Changes a contact that was read at `version`.
pub async fn change_contact(
    app: &App,
    actor: &Actor,
    id: DepartmentId,
    (contact, version): (i64, i64),
    new: NewContact,
) -> Result<()> {
    let new = new.check();
    app.act(actor, move |act| {
        let old = kept(act, id, contact)?;
        let new = new?;
        if !store::update_contact(act.tx, contact, version, &new.row())? {
            return Err(Error::Conflict);
        }
        let was = format!("{} <{}>", old.name, old.email);
        record(act, id, &was, &format!("{} <{}>", new.name, new.email))
    })
    .await
}

/// Takes a contact away. What was sent there stays.
pub async fn remove_contact(
    app: &App,
    actor: &Actor,
    id: DepartmentId,
    contact: i64,
) -> Result<()> {
    app.act(actor, move |act| {
        let old = kept(act, id, contact)?;
        store::update_contact_removed(act.tx, contact, act.actor.id, act.now)?;
        record(act, id, &format!("{} <{}>", old.name, old.email), "")
    })
    .await
}
