//! Where the two engines differ, and nowhere else.

use crate::{Engine, Result, Sql, Tx, args};

/// Reads the statistics anew. Needed after a bulk load: with stale ones PostgreSQL picks plans that
/// are a hundred times slower.
pub fn analyze(tx: &mut Tx) -> Result<()> {
    tx.batch("analyze")
}

/// Rows another worker has locked are passed over; SQLite has a single writer and needs nothing.
pub fn skip_locked(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => " for update skip locked",
    }
}

/// The first rows of several ordered ranges together. `ranges` are selects whose columns `order`
/// names; `is_disjoint`: no row is in two of them. Neither engine may read a range to its end:
/// SQLite merges ordered ranges as it goes, PostgreSQL needs a limit on each.
pub fn merge(
    engine: Engine,
    ranges: &[String],
    order: &str,
    limit: &str,
    is_disjoint: bool,
) -> String {
    let join = if is_disjoint { " union all " } else { " union " };
    let tail = format!(" order by {order} limit {limit}");
    match (engine, ranges) {
        (Engine::Postgres, [_, _, ..]) => {
            let parts: Vec<_> = ranges.iter().map(|range| format!("({range}{tail})")).collect();
            parts.join(join) + &tail
        }
        _ => ranges.join(join) + &tail,
    }
}

/// The texts of a JSON list in a parameter, as rows of `alias` with one column, `value`.
pub fn json_texts(engine: Engine, parameter: &str, alias: &str) -> String {
    match engine {
        Engine::Sqlite => format!("json_each({parameter}) as {alias}"),
        Engine::Postgres => {
            format!("json_array_elements_text({parameter}::text::json) as {alias} (value)")
        }
    }
}

/// What must and must not stand in a found text. Words are already folded: lower case, no accents,
/// letters and digits only (see [`fold`]).
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// All of these, anywhere.
    pub must: Vec<Phrase>,
    /// None of these.
    pub must_not: Vec<Phrase>,
    /// At least one of these; none: no matter.
    pub any: Vec<String>,
}

/// Words that stand next to each other, in this order; usually just one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// At least one word.
    pub words: Vec<String>,
    /// Whether the last word may go on: `print*` finds printer.
    pub is_prefix: bool,
}

/// Lower case, accents off, and a blank for everything that is neither letter nor digit, so that
/// both engines cut a text into the same words.
pub fn fold(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.extend(text.bytes().map(|b| {
            if b.is_ascii_alphanumeric() { char::from(b.to_ascii_lowercase()) } else { ' ' }
        }));
        return out;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if c.is_alphanumeric() { out.extend(c.to_lowercase()) } else { out.push(' ') }
    }
    out
}

/// The search text of [`Wanted`] in the engine's own language, to be bound as a parameter of
/// [`matches`]. `is_inner`: may the searcher find what only agents see?
pub fn search_text(engine: Engine, wanted: &Wanted, is_inner: bool) -> String {
    let join = |phrases: &[Phrase], word: &dyn Fn(&Phrase) -> String, by: &str| {
        phrases.iter().map(word).collect::<Vec<_>>().join(by)
    };
    match engine {
        Engine::Sqlite => {
            let word = |p: &Phrase| {
                format!("\"{}\"{}", p.words.join(" "), if p.is_prefix { " *" } else { "" })
            };
            let mut text = format!("({})", join(&wanted.must, &word, " AND "));
            if !wanted.must_not.is_empty() {
                text += &format!(" NOT ({})", join(&wanted.must_not, &word, " OR "));
            }
            if !wanted.any.is_empty() {
                let any: Vec<_> = wanted.any.iter().map(|word| format!("\"{word}\"")).collect();
                text = format!("({text}) AND ({})", any.join(" OR "));
            }
            if is_inner { text } else { format!("{{open_words}} : ({text})") }
        }
        Engine::Postgres => {
            let word = |p: &Phrase| {
                let words: Vec<_> = p.words.iter().map(|w| format!("'{w}'")).collect();
                format!("({}{})", words.join(" <-> "), if p.is_prefix { ":*" } else { "" })
            };
            let mut text = join(&wanted.must, &word, " & ");
            for phrase in &wanted.must_not {
                text += &format!(" & !{}", word(phrase));
            }
            if !wanted.any.is_empty() {
                let any: Vec<_> = wanted.any.iter().map(|word| format!("'{word}'")).collect();
                text += &format!(" & ({})", any.join(" | "));
            }
            text
        }
    }
}

/// A condition on ticket `t.id`, joined as `s`, that holds where the search text in parameter
/// `{}` is found. Goes with [`SEARCH_JOIN`].
pub fn matches(engine: Engine, is_inner: bool) -> &'static str {
    match (engine, is_inner) {
        (Engine::Sqlite, _) => "s.ticket_search match {}",
        (Engine::Postgres, true) => "s.inner_words @@ to_tsquery('footbridge', {})",
        (Engine::Postgres, false) => "s.open_words @@ to_tsquery('footbridge', {})",
    }
}

/// How the search index joins the ticket table `t`, and what newest first means on it. SQLite
/// walks its index backwards by rowid and stops at the limit.
pub fn search_join(engine: Engine) -> (&'static str, &'static str) {
    match engine {
        Engine::Sqlite => ("ticket_search s join ticket t on t.id = s.rowid", "s.rowid"),
        Engine::Postgres => ("ticket_search s join ticket t on t.id = s.ticket_id", "s.ticket_id"),
    }
}

static SQLITE_REMOVE: Sql = Sql::new("delete from ticket_search where rowid = $1");
static SQLITE_INDEX: Sql =
    Sql::new("insert into ticket_search (rowid, open_words, inner_words) values ($1, $2, $3)");
static POSTGRES_INDEX: Sql = Sql::new(
    "insert into ticket_search (ticket_id, open_words, inner_words)
     values ($1, to_tsvector('footbridge', $2), to_tsvector('footbridge', $2 || ' ' || $3))
     on conflict (ticket_id) do update
     set open_words = excluded.open_words, inner_words = excluded.inner_words",
);

/// Replaces the search words of a ticket: `open` what everybody on it may find, `inner` what only
/// agents may. Both are folded here.
pub fn index_ticket(tx: &mut Tx, ticket: i64, open: &str, inner: &str, is_new: bool) -> Result<()> {
    let (open, inner) = (fold(open), fold(inner));
    match tx.engine() {
        Engine::Sqlite => {
            if !is_new {
                tx.run(&SQLITE_REMOVE, args![ticket])?;
            }
            tx.run(&SQLITE_INDEX, args![ticket, &open, &inner])?;
        }
        Engine::Postgres => {
            // a tsvector holds at most 1 MB, and a word takes up to three times its bytes; words
            // beyond that are found by nobody
            tx.run(&POSTGRES_INDEX, args![ticket, cut(&open, 220_000), cut(&inner, 120_000)])?;
        }
    }
    Ok(())
}

fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(words: &[&str], is_prefix: bool) -> Phrase {
        Phrase { words: words.iter().map(|w| (*w).to_owned()).collect(), is_prefix }
    }

    #[test]
    fn folding_makes_the_same_words_for_both_engines() {
        assert_eq!(fold("Self-check: 6001/TCP"), "self check  6001 tcp");
        assert_eq!(fold("Māori café"), "maori cafe");
    }

    #[test]
    fn each_engine_gets_its_own_language() {
        let wanted = Wanted {
            must: vec![phrase(&["self", "check"], false), phrase(&["print"], true)],
            must_not: vec![phrase(&["wifi"], false)],
            any: Vec::new(),
        };
        assert_eq!(
            search_text(Engine::Sqlite, &wanted, false),
            r#"{open_words} : (("self check" AND "print" *) NOT ("wifi"))"#
        );
        assert_eq!(
            search_text(Engine::Postgres, &wanted, true),
            "('self' <-> 'check') & ('print':*) & !('wifi')"
        );
        let of_two = Wanted { any: vec!["a1".into(), "a2".into()], ..wanted };
        assert_eq!(
            search_text(Engine::Sqlite, &of_two, true),
            r#"(("self check" AND "print" *) NOT ("wifi")) AND ("a1" OR "a2")"#
        );
        assert_eq!(
            search_text(Engine::Postgres, &of_two, true),
            "('self' <-> 'check') & ('print':*) & !('wifi') & ('a1' | 'a2')"
        );
    }
}
