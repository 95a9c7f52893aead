//! Why things happened, without blame.

db::words! {
    /// What was behind it.
    pub enum Cause {
        /// Something broke.
        Hardware = "hardware",
        /// A program did wrong.
        Software = "software",
        /// The way between systems.
        Network = "network",
        /// A setting.
        Configuration = "configuration",
        /// Somebody outside.
        Supplier = "supplier",
        /// Nothing was broken; it needed explaining.
        Knowledge = "knowledge",
        /// We got this wrong.
        OurMistake = "our_mistake",
        /// We do not know.
        NotFound = "not_found",
        /// What was asked for is done.
        RequestDone = "request_done",
        /// It came right without anybody doing anything.
        FixedItself = "fixed_itself",
        /// Whoever asked says so, and need not say why.
        FineNow = "fine_now",
    }
}

impl Cause {
    /// Whether those who put things right may give it as the reason.
    pub fn is_for_helpers(&self) -> bool {
        *self != Cause::FineNow
    }
}
