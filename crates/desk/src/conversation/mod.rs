//! The conversation on a ticket: public replies, internal notes, files, messages as received.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::{add, check_named, check_reply, reply_in, reply_naming};
pub use actions::{add_note, attachment, list, note_in, raw_message, reply, stage, staged};
pub use api::routes as api;
pub use model::{NewMessage, StoredFile, Visibility, safe_media_type, safe_name};
pub use pages::{body_html, routes};
pub use store::{
    AttachmentRow, MessageRow, find_last_public, list_attachments, list_messages, list_staged,
};
