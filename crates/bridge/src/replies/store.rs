//! Rows of what is answered.

use base::{PersonId, Tx, args, sql};
use db::Result;

/// The meetings of an invitation to which somebody is invited, the newest first.
pub fn list_invited(tx: &mut Tx, uid: &str, person: PersonId) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!(
            "select m.id from meeting m
              join meeting_guest g on g.meeting_id = m.id and g.person_id = $2
              where m.uid = $1 order by m.id desc limit 1000"
        ),
        args![uid, person],
    )
}
