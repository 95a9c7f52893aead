//! What is said in a project.

use base::{Time, row};

row! {
    /// One contribution.
    #[derive(Clone, Debug)]
    pub struct ProjectMessage {
        /// Its row.
        pub id: i64,
        /// Who said it.
        pub author: Option<String>,
        /// Markdown.
        pub body: String,
        /// Whether it is what was decided.
        pub is_decision: bool,
        /// When.
        pub at: Time,
    }
}
