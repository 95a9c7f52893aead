//! People who could follow a ticket.

use base::{PersonId, Tx, args, sql};
use db::Result;

/// A person's name, and whether they are still here.
pub fn find_person(tx: &mut Tx, id: PersonId) -> Result<Option<(String, bool)>> {
    tx.find(sql!("select name, is_active from person where id = $1"), args![id])
}
