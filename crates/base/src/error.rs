//! The one error that actions return; the entrance decides how it looks.

/// The result of an action.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, sorted by what the person can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It isn't there, or the actor may not know that it is.
    #[error("not found")]
    NotFound,
    /// It is there, but does not take this HTTP method.
    #[error("not with this method")]
    Method,
    /// Nobody is signed in, and somebody must be.
    #[error("not signed in")]
    SignIn,
    /// The actor lacks the right.
    #[error("not allowed")]
    Forbidden,
    /// The input breaks rules; each problem is shown beside its field.
    #[error("not accepted: {0:?}")]
    Invalid(Problems),
    /// Somebody else changed it meanwhile, or it is no longer in the state this needs.
    #[error("changed meanwhile")]
    Conflict,
    /// The upload is over the limit, given in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// Too many tries; seconds to wait.
    #[error("too many tries")]
    TooMany(u64),
    /// Nothing can be stored or read now; worth trying again.
    #[error("not available now: {0}")]
    Unavailable(String),
    /// Anything else: logged once with the request id, never shown.
    #[error("internal: {0}")]
    Internal(String),
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in the form and in the API.
    pub field: String,
    /// A Fluent key.
    pub key: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
}

/// Everything that is wrong with a form, at most once per field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes a problem; the first one of a field stays.
    pub fn add(&mut self, field: impl Into<String>, key: &'static str) {
        self.add_with(field, key, Vec::new());
    }

    /// Notes a problem whose message takes arguments.
    pub fn add_with(
        &mut self,
        field: impl Into<String>,
        key: &'static str,
        args: Vec<(&'static str, String)>,
    ) {
        let field = field.into();
        if self.0.iter().all(|problem| problem.field != field) {
            self.0.push(Problem { field, key, args });
        }
    }

    /// A text that must be there and not too long, in characters. Gives it trimmed.
    pub fn text(&mut self, field: &'static str, raw: &str, longest: usize) -> String {
        let text = self.optional_text(field, raw, longest);
        if text.is_empty() {
            self.add(field, "problem-empty");
        }
        text
    }

    /// A text that must be there, on one line: line ends become blanks, and marks that turn text
    /// around, which would turn what stands after a name on a page, are left out.
    pub fn line(&mut self, field: &'static str, raw: &str, longest: usize) -> String {
        self.text(field, &one_line(raw), longest)
    }

    /// The same, where it may be empty.
    pub fn optional_line(&mut self, field: &'static str, raw: &str, longest: usize) -> String {
        self.optional_text(field, &one_line(raw), longest)
    }

    /// A text that may be empty but not too long, in characters. Gives it trimmed.
    pub fn optional_text(&mut self, field: &'static str, raw: &str, longest: usize) -> String {
        let text = raw.trim().replace('\0', "");
        let length = text.chars().count();
        if length > longest {
            let args = vec![("most", longest.to_string()), ("has", length.to_string())];
            self.add_with(field, "problem-too-long", args);
        }
        text
    }

    /// A word from a list.
    pub fn word<T>(&mut self, field: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.add(field, "problem-choose");
        }
        found
    }

    /// The error, unless there is nothing wrong.
    pub fn check(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

fn one_line(raw: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    raw.chars().filter(|c| !turns(*c)).map(blank).collect()
}

impl Error {
    /// One field, one problem.
    pub fn invalid(field: impl Into<String>, key: &'static str) -> Self {
        let mut problems = Problems::default();
        problems.add(field, key);
        Error::Invalid(problems)
    }

    /// What a refused write becomes where a value may stand only once: the problem beside its field.
    /// Any other error stays what it is. For `map_err`.
    pub fn taken(field: &'static str, key: &'static str) -> impl Fn(db::Error) -> Self {
        move |error| match error {
            db::Error::Unique(_) => Error::invalid(field, key),
            other => other.into(),
        }
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Busy => Error::Unavailable("the database is busy".into()),
            db::Error::Unavailable(why) => Error::Unavailable(why),
            db::Error::NoRow => Error::NotFound,
            // it stays so until somebody acts; meanwhile it must not look like a mistake of ours
            db::Error::Damaged(why) => Error::Unavailable(format!(
                "the database file is damaged ({why}): restore the newest backup with footbridge restore FILE --force"
            )),
            other => Error::Internal(other.to_string()),
        }
    }
}
