//! Choosing, and setting the page.

use super::model::{LONGEST, choose, shortened};
use crate::{
    documents,
    praise::{self, PraiseRow},
    receivers,
    relationships::Relationship,
};
use base::{Actor, App, Error, Result, Right, Time, day_in_words};
use jiff::civil::Date;
use serde_json::json;

/// How far back it looks where nobody says, in days.
const USUAL: i64 = 35;

/// What is on the slide.
pub struct Slide {
    /// Between whom.
    pub of: Relationship,
    /// Since when.
    pub since: Date,
    /// What is shown, with words that fit.
    pub shown: Vec<PraiseRow>,
    /// How many more there are on the page of thanks.
    pub more: usize,
}

/// What everybody of a relationship may read since a day, as much of it as fits.
pub async fn slide(
    app: &App,
    actor: &Actor,
    relationship: Option<i64>,
    since: Option<Date>,
) -> Result<Slide> {
    actor.may(Right::Report)?;
    let (actor, now) = (actor.clone(), app.now());
    app.read(move |tx| {
        let (of, _) = receivers::only_one(tx, &actor, relationship)?;
        let usual = now.plus_seconds(-USUAL * 86_400);
        let usual = actor.zone.to_datetime(usual.timestamp()).date();
        let since = since.unwrap_or(usual);
        let from = actor.zone.to_timestamp(since.at(0, 0, 0, 0)).map_err(|_| Error::NotFound)?;
        let rows = praise::list_since(tx, &of, Time::from(from))?;
        let (mut shown, more) = choose(rows);
        for row in &mut shown {
            row.words = shortened(&row.words, LONGEST);
        }
        Ok(Slide { of, since, shown, more })
    })
    .await
}

/// The same as one page of PDF.
pub async fn pdf(app: &App, actor: &Actor, slide: &Slide) -> Result<Vec<u8>> {
    let tongue = actor.language;
    let said = |row: &PraiseRow| {
        let args = [("from", row.giver.as_str()), ("to", row.receiver.as_str())];
        json!({
            "words": row.words,
            "names": tongue.with("praise-from-to", &args),
            "for": tongue.t(&format!("praise-for-{}", row.attribute)),
        })
    };
    let letters: usize = slide.shown.iter().map(|row| row.words.chars().count() + 70).sum();
    let more = slide.more.to_string();
    let data = json!({
        "title": tongue.t("slide-title"),
        "under": tongue.with("slide-under", &[
            ("customer", &slide.of.customer), ("provider", &slide.of.provider),
            ("day", &day_in_words(tongue, slide.since))]),
        "language": tongue.tag,
        "foot": app.config.name,
        "none": tongue.t("slide-none"),
        "more": if slide.more > 0 { tongue.with("slide-more", &[("n", &more)]) } else { String::new() },
        "letters": letters,
        "said": slide.shown.iter().map(said).collect::<Vec<_>>(),
    });
    documents::set(actor, include_str!("slide.typ"), data, Vec::new()).await
}
