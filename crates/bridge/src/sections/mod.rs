//! What writes itself on an agenda: what the desk and the other parts of the bridge bring.

mod actions;

pub(crate) use actions::write;
