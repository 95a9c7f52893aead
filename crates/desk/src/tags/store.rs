//! Reading which tags there are.

use base::{TeamId, Tx, args, sql};
use db::Result;

/// A team's tags by name, 200 at most: from one to the next through the index, however many tickets
/// each is on.
pub fn list(tx: &mut Tx, team: TeamId) -> Result<Vec<(String,)>> {
    tx.all(
        sql!(
            "with recursive known (tag) as (
               select min(tag) from ticket_tag where team_id = $1
               union all
               select (select min(g.tag) from ticket_tag g where g.team_id = $1 and g.tag > k.tag)
               from known k where k.tag is not null)
              select tag from known where tag is not null limit 200"
        ),
        args![team],
    )
}
