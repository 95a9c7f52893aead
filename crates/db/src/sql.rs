//! Statements: text written once, in the form each engine wants.

use crate::Value;
use std::{borrow::Cow, sync::OnceLock};

/// A statement with `$1` placeholders. Make fixed ones with [`sql!`](crate::sql), so that the test
/// that prepares every statement on both engines finds them.
pub struct Sql {
    text: Cow<'static, str>,
    sqlite: OnceLock<String>,
}

impl Sql {
    /// A fixed statement.
    pub const fn new(text: &'static str) -> Self {
        Sql { text: Cow::Borrowed(text), sqlite: OnceLock::new() }
    }

    /// A statement put together at run time, from fixed pieces only: values go through `$n`.
    pub fn built(text: String) -> Self {
        Sql { text: Cow::Owned(text), sqlite: OnceLock::new() }
    }

    /// The text as PostgreSQL takes it.
    pub fn postgres(&self) -> &str {
        &self.text
    }

    /// The text as SQLite takes it: `$1` there is a name, numbered by first use, so that `$2 ... $1`
    /// would bind the wrong way round; `?1` is a position.
    pub fn sqlite(&self) -> &str {
        self.sqlite.get_or_init(|| {
            let mut out = String::with_capacity(self.text.len());
            let mut rest = self.text.chars().peekable();
            while let Some(c) = rest.next() {
                let is_placeholder = c == '$' && rest.peek().is_some_and(char::is_ascii_digit);
                out.push(if is_placeholder { '?' } else { c });
            }
            out
        })
    }
}

/// A fixed statement, with the text in one string literal.
#[macro_export]
macro_rules! sql {
    ($text:literal) => {{
        static STATEMENT: $crate::Sql = $crate::Sql::new($text);
        &STATEMENT
    }};
}

/// Conditions and their parameters, gathered while a list's filters are read.
#[derive(Default)]
pub struct Filter<'a> {
    /// What to put after `where`; always at least `true`.
    text: String,
    /// The parameters of all conditions so far.
    pub values: Vec<Value<'a>>,
}

impl<'a> Filter<'a> {
    /// Adds `and (condition)`, with `{}` standing for the next parameter's placeholder.
    pub fn and(&mut self, condition: &str, values: &[Value<'a>]) -> &mut Self {
        let mut pieces = condition.split("{}");
        self.text.push_str(if self.text.is_empty() { "(" } else { " and (" });
        self.text.push_str(pieces.next().unwrap_or_default());
        for (piece, value) in pieces.zip(values) {
            self.values.push(*value);
            self.text.push_str(&format!("${}{piece}", self.values.len()));
        }
        self.text.push(')');
        self
    }

    /// Adds one more parameter outside the conditions and gives its placeholder.
    pub fn bind(&mut self, value: impl Into<Value<'a>>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// The conditions, or `true` when there are none.
    pub fn condition(&self) -> &str {
        if self.text.is_empty() { "true" } else { &self.text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_become_positions_and_other_dollars_stay() {
        let sql = Sql::new("select '$', $2, $10 from t where a = $1");
        assert_eq!(sql.sqlite(), "select '$', ?2, ?10 from t where a = ?1");
    }

    #[test]
    fn a_filter_numbers_its_parameters_in_order() {
        let mut filter = Filter::default();
        assert_eq!(filter.condition(), "true");
        filter.and("team_id = {}", crate::args![7]).and("a < {} or b < {}", crate::args![1, 2]);
        assert_eq!(filter.condition(), "(team_id = $1) and (a < $2 or b < $3)");
        assert_eq!(filter.bind(5), "$4");
    }
}
