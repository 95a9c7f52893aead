//! Telling one person that something private to them waits.

use super::model::News;
use base::{Act, PersonId, Result};
use desk::tidings;

/// Tells somebody; whoever caused it calls this once.
pub(crate) fn tell(act: &mut Act<'_>, person: PersonId, news: News) -> Result<()> {
    tidings::tell(act, person, &news.tiding())
}
