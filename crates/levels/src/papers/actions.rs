//! Putting an agreement on paper, for whoever may read it.

use super::model::{Paper, PaperPart, PaperRow, Signed, days};
use crate::{
    agreements::{self, Agreement, Seen},
    approvals::{self, ApprovalRow},
    sides::Side,
    terms::{ALL_KINDS, ClauseKind, Measure, REQUESTS, Terms, day, length},
};
use base::{Actor, App, Language, Result, day_in_words};
use desk::impact::Priority;

/// A version of an agreement, or that which counts, as it stands on paper.
pub async fn load(app: &App, actor: &Actor, id: i64, number: Option<i64>) -> Result<Paper> {
    let seen = agreements::load(app, actor, id, number).await?;
    let (own, reader, it) = (app.clone(), actor.clone(), seen.clone());
    let look = app.read(move |tx| {
        let said = approvals::list(tx, &reader, it.shown.id)?;
        Ok((said, agreements::hours(tx, &own, &reader, &it)?))
    });
    let (said, hours) = look.await?;
    Ok(paper(actor, &seen, &said, hours))
}

fn paper(actor: &Actor, seen: &Seen, said: &[ApprovalRow], hours: String) -> Paper {
    let tongue = actor.language;
    let (of, version, terms) = (&seen.agreement, &seen.shown, &seen.terms);
    let (customer, provider) = (name_of(of, Side::Customer), name_of(of, Side::Provider));
    let state = match version.agreed_at {
        Some(_) => "agreement-paper-agreed",
        None => "agreement-paper-draft",
    };
    Paper {
        id: of.id,
        title: of.name.clone(),
        kind: tongue.t(&format!("agreement-kind-{}", of.kind)).to_owned(),
        state: tongue.with(state, &[("number", &version.number.to_string())]),
        is_agreed: version.agreed_at.is_some(),
        days: days(tongue, version),
        review: match version.review_on.as_str() {
            "" => String::new(),
            on => tongue.with("agreement-paper-review", &[("day", &day(tongue, on))]),
        },
        hours,
        covers: match terms.services.is_empty() {
            true => tongue.t("agreement-services-all").to_owned(),
            false => terms.covers(),
        },
        rows: rows(tongue, terms, ALL_KINDS),
        requests: rows(tongue, terms, REQUESTS),
        parts: parts(tongue, terms, (&customer, &provider)),
        signed: signed(actor, said, (&customer, &provider)),
        customer,
        provider,
    }
}

/// What a side is called on paper: a team with its department.
fn name_of(of: &Agreement, side: Side) -> String {
    let (department, team) = match side {
        Side::Customer => (&of.customer, &of.customer_team),
        Side::Provider => (&of.provider, &of.provider_team),
    };
    match team {
        Some(team) => format!("{department} · {team}"),
        None => department.clone(),
    }
}

fn rows(tongue: &Language, terms: &Terms, kind: &str) -> Vec<PaperRow> {
    let each = Priority::ALL.iter().map(|priority| {
        let number = priority.number();
        let said = |measure| {
            let minutes = terms.minutes(measure, number, kind);
            minutes.map(|minutes| length(tongue, minutes)).unwrap_or_default()
        };
        PaperRow {
            priority: tongue.t(&format!("priority-{priority}")).to_owned(),
            means: tongue.t(&format!("agreement-means-{priority}")).to_owned(),
            answer: said(Measure::FirstResponse),
            news: said(Measure::NextUpdate),
            works: said(Measure::Resolution),
        }
    });
    let is_there =
        |row: &PaperRow| [&row.answer, &row.news, &row.works].iter().any(|said| !said.is_empty());
    each.filter(is_there).collect()
}

fn parts(tongue: &Language, terms: &Terms, (customer, provider): (&str, &str)) -> Vec<PaperPart> {
    let order = [
        ClauseKind::ProviderPromises,
        ClauseKind::CustomerPromises,
        ClauseKind::Excluded,
        ClauseKind::Other,
    ];
    let part = |kind: ClauseKind| {
        let names = [("customer", customer), ("provider", provider)];
        PaperPart {
            heading: tongue.with(&format!("agreement-heading-{kind}"), &names),
            points: terms.points(kind).into_iter().map(|one| one.words.clone()).collect(),
        }
    };
    order.into_iter().map(part).filter(|part| !part.points.is_empty()).collect()
}

fn signed(actor: &Actor, said: &[ApprovalRow], names: (&str, &str)) -> Vec<Signed> {
    let sides = [(Side::Customer, names.0), (Side::Provider, names.1)];
    let each = sides.into_iter().map(|(side, name)| {
        let yes = said.iter().find(|one| one.side == side && one.withdrawn_at.is_none());
        let date = |at: base::Time| actor.zone.to_datetime(at.timestamp()).date();
        Signed {
            side: name.to_owned(),
            who: yes.map(who).unwrap_or_default(),
            day: yes.map(|one| day_in_words(actor.language, date(one.at))).unwrap_or_default(),
        }
    });
    each.collect()
}

/// Who said yes: the person, or whoever signed on paper.
fn who(yes: &ApprovalRow) -> String {
    if yes.signatory.is_empty() { yes.person.clone() } else { yes.signatory.clone() }
}
