//! Doing something once for each key.

use super::store;
use base::{Act, Error, Result};

/// Makes something and gives its id; with a key that was used before, gives the id of then.
/// [`Error::Conflict`] where the key was used for another request.
pub fn once(
    act: &mut Act<'_>,
    key: Option<&str>,
    hash: &str,
    make: impl FnOnce(&mut Act<'_>) -> Result<i64>,
) -> Result<i64> {
    let Some(key) = key else { return make(act) };
    let by = act.actor.person()?;
    if !store::insert(act.tx, by, key, hash, act.now)? {
        let (made, before) = store::get(act.tx, by, key)?;
        return if before == hash { Ok(made) } else { Err(Error::Conflict) };
    }
    let made = make(act)?;
    store::update_made(act.tx, by, key, made)?;
    Ok(made)
}
