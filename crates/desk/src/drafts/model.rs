//! Drafts as they are stored and as a page shows them. Pure.

use crate::editors::Editor;
use base::{PersonId, Time};
use web::Fields;

/// What a form that is sent says of the draft it was.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    /// The draft; none: the page knows of none, and may have begun one since it was made.
    pub id: Option<i64>,
    /// Its version as the page knew it.
    pub version: i64,
    /// The open page; empty without scripts.
    pub tab: String,
}

impl Carried {
    /// From the form's fields.
    pub fn read(fields: &Fields) -> Self {
        Carried {
            id: fields.number("draft"),
            version: fields.number("draft-version").unwrap_or_default(),
            tab: fields.get("draft-tab").chars().take(40).collect(),
        }
    }
}

/// Drafts of one person and editor, at most: the oldest beyond that go.
pub const MOST: usize = 10;
/// Drafts of one person in all, at most.
pub const ALL: i64 = 200;
/// Days after which a draft that nobody touched is gone.
pub const DAYS: i64 = 30;
/// Characters of all fields together.
pub const LONGEST: usize = 200_000;

/// Marks words that only some may read; such words are not shared.
const CONFIDENTIAL: &str = "||";

/// What a form carries for its draft, and what says nothing later.
const CARRIED: [&str; 6] = ["draft", "draft-version", "draft-tab", "draft-editor", "key", "by"];

/// What is never kept. By whole name: a question about a service is called what its writer calls it.
const SECRET: [&str; 2] = ["password", "new_password"];

/// The fields of a form that are kept.
pub fn kept(fields: &Fields) -> Fields {
    let is_kept = |name: &str, value: &str| {
        !CARRIED.contains(&name) && !SECRET.contains(&name) && !value.trim().is_empty()
    };
    let pairs = fields.pairs().iter().filter(|(name, value)| is_kept(name, value));
    Fields::new(pairs.cloned())
}

/// Whether somebody wrote something: what is only chosen is no draft.
pub fn has_words(fields: &Fields) -> bool {
    !fields.words().is_empty()
}

/// Whether words are marked as confidential.
pub fn is_confidential(fields: &Fields) -> bool {
    let is_marked =
        |value: &str| value.contains(CONFIDENTIAL) || !base::withheld::tokens(value).is_empty();
    fields.pairs().iter().any(|(_, value)| is_marked(value))
}

/// Fields as they are stored.
pub fn encode(fields: &Fields) -> String {
    serde_json::to_string(fields.pairs()).unwrap_or_default()
}

/// Fields from what is stored.
pub fn decode(stored: &str) -> Fields {
    let pairs: Vec<(String, String)> = serde_json::from_str(stored).unwrap_or_default();
    Fields::new(pairs)
}

/// What a page sends to be kept.
#[derive(Clone, Debug)]
pub struct Save {
    /// Where it is written.
    pub editor: Editor,
    /// The draft this goes on from; none: a new one.
    pub draft: Option<i64>,
    /// The version of it that the page knows.
    pub version: i64,
    /// The open page.
    pub tab: String,
    /// What stands in the form.
    pub fields: Fields,
}

/// A draft as a page shows it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its row.
    pub id: i64,
    /// Whose words.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where they were written.
    pub editor: Editor,
    /// The words.
    pub fields: Fields,
    /// Changes with every save.
    pub version: i64,
    /// Why it came back: `undone`, `refused`; empty: it was never away.
    pub reason: String,
    /// Since when colleagues may see it.
    pub shared_at: Option<Time>,
    /// Who wrote it first, where somebody else goes on with it.
    pub taken_from: Option<String>,
    /// When it was kept last.
    pub saved_at: Time,
}

impl Draft {
    /// The words alone.
    pub fn words(&self) -> String {
        self.fields.words()
    }

    /// The form it goes back into: `fresh` has what was never written, and is new each time.
    pub fn over(&self, fresh: &Fields) -> Fields {
        let mut form = self.fields.clone();
        for (name, value) in fresh.pairs() {
            if CARRIED.contains(&name.as_str()) {
                form.set(name, value.as_str());
            }
        }
        form
    }

    /// Whether words in it are marked.
    pub fn is_confidential(&self) -> bool {
        is_confidential(&self.fields)
    }
}

/// The drafts that belong on one page: the reader's own, the newest first, and those that
/// colleagues share.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// The editor's name, on the page of a single one.
    pub editor: String,
    /// The reader's.
    pub own: Vec<Draft>,
    /// Colleagues'.
    pub shared: Vec<Draft>,
    /// The open page that the form was sent from, where it was refused: what that one kept, the
    /// page that comes back goes on from.
    pub tab: String,
}

impl Panel {
    fn of(&self, form: &str) -> impl Iterator<Item = &Draft> {
        self.own.iter().filter(move |one| one.editor.name() == form)
    }

    /// The draft that goes into the form.
    pub fn first(&self, form: &str) -> Option<&Draft> {
        self.of(form).next()
    }

    /// What else the reader wrote there: in another browser, or on another page.
    pub fn others(&self, form: &str) -> Vec<&Draft> {
        let first = self.first(form).map(Draft::words).unwrap_or_default();
        self.of(form).skip(1).filter(|one| one.words() != first).collect()
    }

    /// What colleagues let their team go on with.
    pub fn shared_for(&self, form: &str) -> Vec<&Draft> {
        self.shared.iter().filter(|one| one.editor.name() == form).collect()
    }

    /// Whether there are words for a form.
    pub fn has(&self, form: &str) -> bool {
        self.first(form).is_some()
    }

    /// What stands in a field; empty where there is no draft.
    pub fn text(&self, form: &str, field: &str) -> &str {
        self.first(form).map_or("", |draft| draft.fields.get(field))
    }

    /// The form written in last, of these.
    pub fn newest<'a>(&self, forms: &[&'a str]) -> Option<&'a str> {
        let at = |form: &&str| self.first(form).map(|draft| (draft.saved_at, draft.id));
        forms.iter().filter(|form| self.has(form)).max_by_key(|form| at(form)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editors::Form;
    use base::TicketId;

    #[test]
    fn what_is_chosen_or_carried_is_no_draft() {
        let fields =
            Fields::new([("draft", "3"), ("key", "9"), ("cause", "network"), ("words", " ")]);
        let kept = kept(&fields);
        assert!(!has_words(&kept));
        assert_eq!(kept.pairs().len(), 1);
        let fields = decode(&encode(&Fields::new([("body", "Card ||2957||"), ("wait", "yes")])));
        assert!(has_words(&fields) && is_confidential(&fields));
    }

    fn draft(id: i64, form: Form, text: &str) -> Draft {
        Draft {
            id,
            person: PersonId(1),
            name: "Ann".into(),
            editor: Editor::Ticket(TicketId(7), form),
            fields: Fields::new([("body", text)]),
            version: 1,
            reason: String::new(),
            shared_at: None,
            taken_from: None,
            saved_at: Time::from_micros(-id),
        }
    }

    #[test]
    fn a_note_never_stands_in_a_reply() {
        let own = vec![
            draft(1, Form::Note, "hush"),
            draft(2, Form::Note, "older"),
            draft(3, Form::Note, "hush"),
        ];
        let panel = Panel { own, ..Panel::default() };
        assert_eq!(panel.text("reply", "body"), "");
        assert_eq!(panel.text("note", "body"), "hush");
        assert_eq!(panel.others("note").iter().map(|d| d.id).collect::<Vec<_>>(), [2]);
        assert_eq!(panel.newest(&["reply", "note"]), Some("note"));
    }
}
