//! What is said in a project.

use base::{DepartmentId, Time, row};

row! {
    /// One contribution.
    #[derive(Clone, Debug)]
    pub struct ProjectMessage {
        /// Its row.
        pub id: i64,
        /// Who said it.
        pub author: Option<String>,
        /// Where they work.
        pub department_id: Option<DepartmentId>,
        /// Markdown.
        pub body: String,
        /// Whether it is what was decided.
        pub is_decision: bool,
        /// When.
        pub at: Time,
    }
}
