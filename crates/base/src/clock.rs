//! The time, from outside.

use db::Time;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Where the application reads the time, so that tests and the demo can move it.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// Stands still until somebody moves it; shared by all clones.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// Stands at this instant.
    pub fn manual(at: Time) -> Self {
        Clock::Manual(Arc::new(AtomicI64::new(at.micros())))
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> Time {
        match self {
            Clock::System => jiff::Timestamp::now().into(),
            Clock::Manual(micros) => Time::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock; the machine's stays as it is.
    pub fn set(&self, at: Time) {
        if let Clock::Manual(micros) = self {
            micros.store(at.micros(), Ordering::SeqCst);
        }
    }
}
