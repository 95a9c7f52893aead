//! The impact statement: a library's plain answers become impact, urgency, priority and risk that
//! IT recognises, in two voices, with the reasons.

mod model;
mod voices;

pub use model::{
    Answers, Hurts, Likelihood, Priority, Reason, Risk, RiskKind, Scope, Stopped, Weight, Workaround,
    priority,
};
pub use voices::{Voices, stopped_in_short, voices};
