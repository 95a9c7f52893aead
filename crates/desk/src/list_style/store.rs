//! Rows of choices.

use super::model::ListStyle;
use base::{PersonId, Tx, args, sql};
use db::Result;

/// What somebody chose; what everybody gets, where they chose nothing.
pub fn find(tx: &mut Tx, person: PersonId) -> Result<ListStyle> {
    let found: Option<(String, String)> =
        tx.find(sql!("select density, facts from list_style where person_id = $1"), args![person])?;
    Ok(found.map_or_else(ListStyle::default, |(density, facts)| ListStyle::read(&density, &facts)))
}

pub fn upsert(tx: &mut Tx, person: PersonId, style: &ListStyle) -> Result<()> {
    tx.run(
        sql!(
            "insert into list_style (person_id, density, facts) values ($1, $2, $3)
              on conflict (person_id) do update set density = excluded.density,
              facts = excluded.facts"
        ),
        args![person, style.density, &style.stored()],
    )?;
    Ok(())
}
