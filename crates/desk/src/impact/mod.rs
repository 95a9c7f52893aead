//! The impact statement: a library's plain answers become impact, urgency, priority and risk that
//! IT recognises, with the reasons. It can be answered again when things get worse.

mod actions;
mod api;
mod model;
mod pages;
mod store;
#[cfg(test)]
mod tests;

pub use actions::reweigh;
pub(crate) use actions::{combine, put_back, reweigh_in, settle_anew, uncombine};
pub use api::{ImpactJson, RiskJson};
pub use model::{
    Answers, Hurts, Likelihood, Other, Priority, Reason, Risk, RiskKind, Scope, Stopped, Together,
    Weight, Workaround, priority,
};
pub use pages::routes;
pub(crate) use store::insert_statement;
pub use store::{StatementRow, find_statement};
