//! Rows of suppliers and their contacts.

use base::{DepartmentId, PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// How we work with a supplier.
    #[derive(Clone, Debug, Default)]
    pub struct SupplierRow {
        /// What the contract is called, and what it promises.
        pub contract: String,
        /// Its last day, YYYY-MM-DD; may be empty.
        pub contract_until: String,
        /// How something is handed over to them.
        pub hand_over: String,
        /// A link with `{number}` where their number goes; may be empty.
        pub portal: String,
        /// Counts edits; 0: nobody has written anything.
        pub version: i64,
    }
}

row! {
    /// Somebody to turn to at a supplier.
    #[derive(Clone, Debug)]
    pub struct ContactRow {
        /// Its row.
        pub id: i64,
        /// The supplier.
        pub department_id: DepartmentId,
        /// The supplier's name.
        pub department: String,
        /// A person or a desk.
        pub name: String,
        /// Lower case.
        pub email: String,
        /// May be empty.
        pub phone: String,
        /// What to turn to them for; may be empty.
        pub use_for: String,
        /// Counts edits.
        pub version: i64,
    }
}

pub fn find(tx: &mut Tx, id: DepartmentId) -> Result<Option<SupplierRow>> {
    tx.find(
        sql!(
            "select contract, contract_until, hand_over, portal, version from supplier
              where department_id = $1"
        ),
        args![id],
    )
}

/// False if it has another version by now; 0: there was nothing.
pub fn update(tx: &mut Tx, id: DepartmentId, version: i64, new: &SupplierRow) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into supplier (department_id, contract, contract_until, hand_over, portal)
              values ($1, $3, $4, $5, $6)
              on conflict (department_id) do update set contract = $3, contract_until = $4,
              hand_over = $5, portal = $6, version = supplier.version + 1
              where supplier.version = $2"
        ),
        args![id, version, &new.contract, &new.contract_until, &new.hand_over, &new.portal],
    )?;
    Ok(changed > 0)
}

/// The contacts of a supplier; none: of all that are still in use.
pub fn list_contacts(tx: &mut Tx, of: Option<DepartmentId>) -> Result<Vec<ContactRow>> {
    tx.all(
        sql!(
            "select c.id, c.department_id, d.name as department, c.name, c.email, c.phone,
              c.use_for, c.version from supplier_contact c
              join department d on d.id = c.department_id
              where c.removed_at is null
              and (c.department_id = $1 or ($1 is null and d.is_active and d.kind = 'outsourced'))
              order by lower(d.name), c.id limit 200"
        ),
        args![of],
    )
}

/// What a contact's row is made of.
pub struct NewRow<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub phone: &'a str,
    pub use_for: &'a str,
}

pub fn insert_contact(
    tx: &mut Tx,
    of: DepartmentId,
    new: &NewRow<'_>,
    by: Option<PersonId>,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into supplier_contact (department_id, name, email, phone, use_for, added_by,
              added_at) values ($1, $2, $3, $4, $5, $6, $7) returning id"
        ),
        args![of, new.name, new.email, new.phone, new.use_for, by, now],
    )?;
    Ok(id)
}

/// False if it has another version by now.
pub fn update_contact(tx: &mut Tx, id: i64, version: i64, new: &NewRow<'_>) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update supplier_contact set name = $3, email = $4, phone = $5, use_for = $6,
              version = version + 1 where id = $1 and version = $2 and removed_at is null"
        ),
        args![id, version, new.name, new.email, new.phone, new.use_for],
    )?;
    Ok(changed > 0)
}

pub fn update_contact_removed(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update supplier_contact set removed_by = $2, removed_at = $3, version = version + 1
              where id = $1 and removed_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(())
}
