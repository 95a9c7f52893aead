//! What a pack needs and no other slice keeps.

use base::{DepartmentId, Tx, args, sql};
use db::Result;

/// What a department is called and is there for.
pub fn find_department(tx: &mut Tx, id: DepartmentId) -> Result<Option<(String, String)>> {
    tx.find(sql!("select name, mission from department where id = $1"), args![id])
}
