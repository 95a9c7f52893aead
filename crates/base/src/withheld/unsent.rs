//! What is withheld from words that are not sent yet: their writer's alone, to whom it comes back as
//! they typed it, and gone when the words are.

use super::{TOLD, Told, store, tokens};
use crate::{PersonId, Result, TicketId};
use db::Tx;

/// What is written in this transaction is not sent yet. With `is_asking`, digits that look like a
/// card number are asked about, as they are in what is sent; a draft is kept as it is typed.
pub fn unsent(ticket: Option<TicketId>, is_asking: bool) {
    TOLD.set(Some(Told { ticket, is_internal: true, is_draft: true, is_asking, by: None }));
}

/// A text that is not sent yet with what its reader marked in it, as they typed it; none if that is
/// nothing. Of what others marked in it the token stays.
pub fn own_words(tx: &mut Tx, reader: PersonId, text: &str) -> Result<Option<String>> {
    let mut out = String::new();
    let mut end = 0;
    for (range, key) in tokens(text) {
        if let Some((words,)) = store::find_unsent(tx, key, reader)? {
            out += &text[end..range.start];
            out += &format!("||{words}||");
            end = range.end;
        }
    }
    Ok((end > 0).then(|| out + &text[end..]))
}

/// Words that were in a draft and are in nothing any more.
pub fn forget_unsent(tx: &mut Tx, key: &str) -> Result<()> {
    Ok(store::delete_unsent(tx, key)?)
}
