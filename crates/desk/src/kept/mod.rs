//! What the pages share on which teams keep what is theirs: answers, checklists, questions and
//! templates.

mod pages;

pub(crate) use pages::{Choices, changed_meanwhile, kinds, options, owners};
