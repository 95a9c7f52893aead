//! Mail in and out, as messages: what came in made readable and classified, what goes out made
//! safe and threadable. Knows nothing of tickets but their numbers; no input or output, no clock.
//!
//! Everything here takes untrusted bytes: no function panics, none takes more than about linear
//! time, and nesting is bounded.

mod attachment;
mod automatic;
mod body;
mod bounce;
mod bounds;
mod compose;
mod header;
mod html;
mod incoming;
mod mailbox;
mod parse;
mod source;
mod thread;
mod trim;
mod uuencode;

pub use automatic::Automatic;
pub use compose::{ComposeError, Outgoing, OutgoingFile, compose};
pub use html::{clean_html, html_to_text};
pub use incoming::{Attachment, Incoming};
pub use mailbox::{Mailbox, is_reachable};
pub use parse::parse;
pub use thread::{Keys, subject_tag, tagged_ticket};
pub use trim::{Trimmed, trim};
