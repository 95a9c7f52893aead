//! Rows of hand-overs.

use super::model::Way;
use base::{DepartmentId, PersonId, ServiceId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A ticket that a supplier was asked to look at.
    #[derive(Clone, Debug)]
    pub struct HandOverRow {
        /// Its row.
        pub id: i64,
        /// The ticket.
        pub ticket_id: TicketId,
        /// The supplier.
        pub department_id: DepartmentId,
        /// The supplier's name.
        pub department: String,
        /// Whom the letter went to.
        pub contact: String,
        /// Which contact that is.
        pub contact_id: i64,
        /// By mail or by telephone.
        pub way: Way,
        /// Where the letter went; of a call empty.
        pub email: String,
        /// Its subject, without our tag.
        pub subject: String,
        /// What the letter said; of a call what they said.
        pub words: String,
        /// Who sent it, or called.
        pub by: Option<String>,
        /// When.
        pub at: Time,
        /// When that was written down.
        pub noted_at: Time,
        /// What the supplier calls it; may be empty.
        pub reference: String,
        /// What looks like it in their answer; may be empty.
        pub found_reference: String,
        /// When they answered first.
        pub answered_at: Option<Time>,
        /// Where their number leads.
        pub portal: String,
    }
}

pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<HandOverRow>> {
    tx.all(
        sql!(
            "select h.id, h.ticket_id, h.department_id, d.name as department, c.name as contact,
              h.contact_id, h.way, h.email, h.subject, h.words, p.name as by, h.at, h.noted_at,
              h.reference,
              h.found_reference, h.answered_at, coalesce(s.portal, '') as portal
              from hand_over h join department d on d.id = h.department_id
              join supplier_contact c on c.id = h.contact_id
              left join supplier s on s.department_id = h.department_id
              left join person p on p.id = h.by_id
              where h.ticket_id = $1 order by h.id limit 50"
        ),
        args![ticket],
    )
}

/// What a row is made of.
pub struct NewRow<'a> {
    pub ticket: TicketId,
    pub department: DepartmentId,
    pub contact: i64,
    pub way: Way,
    pub email: &'a str,
    pub subject: &'a str,
    pub words: &'a str,
    pub reference: &'a str,
    pub by: Option<PersonId>,
    pub at: Time,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into hand_over (ticket_id, department_id, contact_id, email, subject, words,
              reference, by_id, at, way, noted_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id"
        ),
        args![
            new.ticket,
            new.department,
            new.contact,
            new.email,
            new.subject,
            new.words,
            new.reference,
            new.by,
            new.at,
            new.way,
            new.now
        ],
    )?;
    Ok(id)
}

/// The first hand-over since the last answer.
pub fn find_since(tx: &mut Tx, ticket: TicketId) -> Result<Option<(Option<Time>,)>> {
    tx.find(
        sql!(
            "select min(h.at) from hand_over h where h.ticket_id = $1 and h.at > coalesce(
              (select max(a.answered_at) from hand_over a where a.ticket_id = $1), 0)"
        ),
        args![ticket],
    )
}

pub fn update_reference(tx: &mut Tx, id: i64, reference: &str) -> Result<()> {
    tx.run(
        sql!("update hand_over set reference = $2, found_reference = '' where id = $1"),
        args![id, reference],
    )?;
    Ok(())
}

/// They answered; what looks like their number is noted where none is known yet.
pub fn update_answered(tx: &mut Tx, id: i64, found: &str, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update hand_over set answered_at = coalesce(answered_at, $3),
              found_reference = case when reference = '' and $2 <> '' then $2
                else found_reference end where id = $1"
        ),
        args![id, found, now],
    )?;
    Ok(())
}

/// The supplier of whom an address is a contact, if it is of one only.
pub fn list_suppliers_of(tx: &mut Tx, email: &str) -> Result<Vec<(DepartmentId,)>> {
    tx.all(
        sql!(
            "select distinct department_id from supplier_contact
              where email = $1 and removed_at is null limit 2"
        ),
        args![email],
    )
}

/// Whose a service is.
pub fn find_owner(tx: &mut Tx, service: ServiceId) -> Result<Option<(DepartmentId,)>> {
    tx.find(sql!("select department_id from service where id = $1"), args![service])
}

/// Whether there is anybody to hand something over to.
pub fn has_contacts(tx: &mut Tx) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from supplier_contact where removed_at is null limit 1"), &[])?;
    Ok(found.is_some())
}
