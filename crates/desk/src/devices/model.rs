//! What kinds of device a library has.

db::words! {
    /// What kind of device it is: the first checks depend on it.
    pub enum DeviceKind {
        /// A computer that patrons use.
        PublicPc = "public_pc",
        /// A computer that staff use.
        StaffPc = "staff_pc",
        /// A kiosk at which patrons borrow and return.
        SelfCheck = "self_check",
        /// Prints, copies or scans on paper.
        Printer = "printer",
        /// Prints receipts or labels.
        ReceiptPrinter = "receipt_printer",
        /// Reads barcodes or RFID tags.
        Reader = "reader",
        /// A security gate.
        Gate = "gate",
        /// Sorts what is returned.
        Sorter = "sorter",
        /// Wireless network.
        Wifi = "wifi",
        /// A screen that shows notices or bookings.
        Display = "display",
        /// A telephone.
        Phone = "phone",
        /// Helps people who could not use the rest.
        Assistive = "assistive",
        /// Anything else.
        Other = "other",
    }
}
