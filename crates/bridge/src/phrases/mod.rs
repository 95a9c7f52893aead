//! The phrases that help with wording looks for: a list that people who write may argue about.

mod model;

pub(crate) use model::{
    CAPITALS_KEPT, COMMON, HUMAN_VERBS, IMPERATIVES, NAMED_VERBS, NOT_NAMES, RULES, Rule,
};
