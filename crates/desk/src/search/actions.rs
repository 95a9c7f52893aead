//! Searching on behalf of somebody.

use super::{
    model::Query,
    store::{self, Among, Asked},
};
use crate::queue::{Filters, Line, Phase, cut};
use base::{Actor, App, Result, Right, TicketId};
use db::dialect::{Phrase, Wanted};
use std::collections::{HashMap, HashSet};

/// A ticket that was found.
pub struct Found {
    /// The ticket.
    pub line: Line,
    /// A piece of a message around the first word found; the last message's first words otherwise.
    pub text: String,
}

/// Finds tickets the actor may see and the filters let through, newest first, and where the next
/// page starts. Whose, phase and order are not for a search to say.
pub async fn search(
    app: &App,
    actor: &Actor,
    query: Query,
    filters: Filters,
) -> Result<(Vec<Found>, Option<i64>)> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    let (before, most) = (filters.cursor.map(|cursor| cursor.id), filters.limit);
    let filters = Filters { phase: Phase::Any, cursor: None, ..filters };
    let wanted = move |among| Asked { among, before, most: most + 1 };
    app.read(move |tx| {
        let mut parts = Vec::new();
        parts.extend(actor.has(Right::Work).then_some(Among::Worked));
        parts.extend(actor.has(Right::SeeDepartment).then_some(Among::Departments));
        parts.push(store::count_own(tx, &actor)?);
        let mut lines: Vec<Line> = Vec::new();
        let mut inner: Vec<TicketId> = Vec::new();
        for part in parts {
            let found = store::list(tx, &actor, &query, &filters, wanted(part))?;
            if part == Among::Worked {
                inner = found.iter().map(|line| line.id).collect();
            }
            let known: HashSet<TicketId> = lines.iter().map(|line| line.id).collect();
            lines.extend(found.into_iter().filter(|line| !known.contains(&line.id)));
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.id));
        let has_more = cut(&mut lines, most);
        let next = lines.last().filter(|_| has_more).map(|line| line.id.0);
        let mut texts = texts(tx, &lines, &inner, &query)?;
        let found = lines.into_iter().map(|line| {
            let text = texts.remove(&line.id).unwrap_or_else(|| line.excerpt.clone());
            Found { line, text }
        });
        Ok((found.collect(), next))
    })
    .await
}

/// For each ticket, the piece of its conversation with the first word found.
fn texts(
    tx: &mut base::Tx,
    lines: &[Line],
    inner: &[TicketId],
    query: &Query,
) -> Result<HashMap<TicketId, String>> {
    let marks = query.marks();
    let mut found = HashMap::new();
    for is_inner in [true, false] {
        let ids: Vec<_> =
            lines.iter().map(|l| l.id).filter(|id| inner.contains(id) == is_inner).collect();
        for (id, body) in store::list_texts(tx, &ids, is_inner)? {
            if !found.contains_key(&id)
                && let Some(text) = around(&body, &marks)
            {
                found.insert(id, text);
            }
        }
    }
    Ok(found)
}

/// Some 160 characters around the first of the words.
fn around(body: &str, marks: &[String]) -> Option<String> {
    let words: Vec<&str> = body.split_whitespace().collect();
    let at = words.iter().position(|word| {
        let folded = db::dialect::fold(word);
        folded.split_whitespace().any(|w| marks.iter().any(|m| w.starts_with(m.as_str())))
    })?;
    let from = at.saturating_sub(6);
    let mut text = if from > 0 { "… ".to_owned() } else { String::new() };
    for word in &words[from..] {
        if text.chars().count() > 160 {
            text.push('…');
            break;
        }
        text.extend(word.chars().take(60));
        text.push(' ');
    }
    Some(text)
}

/// The newest tickets in which all of these words stand, of those the actor works on, or else of
/// their department's and their own.
pub(crate) fn with_words(
    tx: &mut base::Tx,
    actor: &Actor,
    words: &[String],
    most: i64,
) -> Result<Vec<Line>> {
    let phrase = |word: &String| Phrase { words: vec![word.clone()], is_prefix: false };
    let must = words.iter().map(phrase).collect();
    let query = Query { wanted: Wanted { must, ..Wanted::default() }, ..Query::default() };
    let filters = Filters { phase: Phase::Any, ..Filters::new(Vec::new()) };
    let parts = match actor.has(Right::Work) {
        true => vec![Among::Worked],
        false if actor.has(Right::SeeDepartment) => vec![Among::Departments, Among::FewOwn],
        false => vec![store::count_own(tx, actor)?],
    };
    let mut lines: Vec<Line> = Vec::new();
    for among in parts {
        let asked = Asked { among, before: None, most };
        let found = store::list(tx, actor, &query, &filters, asked)?;
        let known: HashSet<TicketId> = lines.iter().map(|line| line.id).collect();
        lines.extend(found.into_iter().filter(|line| !known.contains(&line.id)));
    }
    Ok(lines)
}
