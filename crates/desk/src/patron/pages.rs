//! Seeing patron details, marking one afterwards, and the settings.

use super::{
    actions,
    model::{Detail, Panel, Piece, Settings, fill_in},
};
use crate::{tickets::Ticket, timeline::view};
use base::{Right, TicketId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/patron-details", get(index).post(show))
        .route("/tickets/{id}/patron-details/marks", post(mark))
        .route("/administration/patron-details", get(edit).post(update))
        .route("/patron-cards", get(cards))
}

#[derive(Template)]
#[template(path = "patron/show.html")]
struct PatronPage {
    page: Page,
    ticket: Ticket,
    panel: Panel,
    shown: Option<Shown>,
    form: Fields,
    problems: Problems,
}

/// What somebody asked to see.
struct Shown {
    details: Vec<Detail>,
    texts: Vec<Text>,
}

/// A text of the ticket with the words in it.
struct Text {
    author: String,
    pieces: Vec<Piece>,
}

async fn patron_page(visit: &Visit, id: i64, details: Option<Vec<Detail>>) -> Result<PatronPage> {
    let view = view(&visit.app, &visit.actor, TicketId(id)).await?;
    let title = format!("#{id} {}", visit.actor.language.t("patron-title"));
    let shown = details.map(|details| {
        let subject = (view.ticket.requester.clone(), view.ticket.subject.clone());
        let said = view
            .messages
            .iter()
            .flat_map(|m| [m.body.clone(), m.cut.clone()].map(|text| (m.author.clone(), text)));
        let answers = view.statement.iter().flat_map(|(row, risks)| {
            let risks = risks.iter().map(|risk| risk.consequence.clone());
            let all = [row.words.clone(), row.hurts_note.clone(), row.good_enough.clone()]
                .into_iter()
                .chain(risks);
            all.map(|text| (row.by_name.clone(), text)).collect::<Vec<_>>()
        });
        let ends = view.resolution.iter().map(|r| (r.by_name.clone(), r.words.clone()));
        let felt = view.feedback.iter().map(|f| (f.person.clone(), f.words.clone()));
        let mut texts: Vec<Text> = Vec::new();
        for (author, text) in
            [subject].into_iter().chain(said).chain(answers).chain(ends).chain(felt)
        {
            if let Some(pieces) = fill_in(&text, &details)
                && texts.iter().all(|known| known.pieces != pieces)
            {
                texts.push(Text { author, pieces });
            }
        }
        Shown { details, texts }
    });
    Ok(PatronPage {
        page: visit.page(title),
        ticket: view.ticket,
        panel: view.patron,
        shown,
        form: Fields::default(),
        problems: Problems::default(),
    })
}

/// What this is about, without the words.
async fn index(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    html(&patron_page(&visit, id, None).await?)
}

/// The words. A form, because looking is a deed.
async fn show(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let details = actions::show(&visit.app, &visit.actor, TicketId(id)).await?;
    html(&patron_page(&visit, id, Some(details)).await?)
}

async fn mark(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let words = fields.get("patron_words");
    match actions::mark(&visit.app, &visit.actor, TicketId(id), words).await {
        Ok(()) => go(format!("/tickets/{id}?said=patron-marked")),
        Err(Error::Invalid(problems)) => {
            let shown = patron_page(&visit, id, None).await?;
            refused_form(&PatronPage { form: fields, problems, ..shown })
        }
        Err(error) => Err(error.into()),
    }
}

/// One pattern a line.
async fn cards(visit: Visit) -> Result<Response> {
    Ok(actions::card_patterns(&visit.app, &visit.actor).await?.into_response())
}

#[derive(Template)]
#[template(path = "patron/settings.html")]
struct SettingsPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// How many details in how many tickets would go.
    due: Option<(i64, i64)>,
}

fn settings_page(visit: &Visit, form: Fields, problems: Problems) -> SettingsPage {
    SettingsPage { page: visit.page_t("patron-settings-title"), form, problems, due: None }
}

async fn edit(visit: Visit) -> Result<Response> {
    let now = actions::settings(&visit.app, &visit.actor).await?;
    let due = actions::count_due(&visit.app, &visit.actor, now.days).await?;
    let form = Fields::new([("patron_days", now.days.to_string()), ("patron_cards", now.cards)]);
    html(&SettingsPage { due: Some(due), ..settings_page(&visit, form, Problems::default()) })
}

async fn update(visit: Visit, Posted { fields, .. }: Posted) -> Result<Response> {
    visit.actor.may(Right::ManageOrganisation)?;
    let (days, cards) = (fields.get("patron_days"), fields.get("patron_cards"));
    let outcome = match Settings::read(days, cards) {
        Ok(new) if fields.has("preview") => {
            let due = actions::count_due(&visit.app, &visit.actor, new.days).await?;
            let shown = settings_page(&visit, fields, Problems::default());
            return html(&SettingsPage { due: Some(due), ..shown });
        }
        Ok(_) => actions::save_settings(&visit.app, &visit.actor, days, cards).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => go("/administration/patron-details?said=patron-saved"),
        Err(Error::Invalid(problems)) => refused_form(&settings_page(&visit, fields, problems)),
        Err(error) => Err(error.into()),
    }
}
