//! Laying out labels.

use crate::codes::{self, Place};
use base::{Actor, App, Error, Problems, Result, Right};
use label::{Format, Label, Page};

/// The most labels at once.
const MOST: usize = 500;

/// What to print, and on what.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What each label is for, in order.
    pub chosen: Vec<Place>,
    /// The sheet.
    pub format: Option<&'static Format>,
    /// The first label that is left on the first sheet, from 1.
    pub start: i64,
}

/// Lays labels out on sheets. Whatever has no code yet gets one.
pub async fn print(app: &App, actor: &Actor, sheet: Sheet) -> Result<Vec<Page>> {
    actor.may(Right::ManageOrganisation)?;
    let mut problems = Problems::default();
    if sheet.chosen.is_empty() {
        problems.add("chosen", "problem-labels-none");
    }
    if sheet.chosen.len() > MOST {
        problems.add_with("chosen", "problem-labels-many", vec![("most", MOST.to_string())]);
    }
    let format = problems.word("format", sheet.format);
    let most = format.map_or(1, Format::count);
    let start = usize::try_from(sheet.start).ok().filter(|at| (1..=most).contains(at));
    if start.is_none() {
        problems.add_with("start", "problem-labels-start", vec![("most", most.to_string())]);
    }
    problems.check()?;
    let (Some(format), Some(start)) = (format, start) else { return Err(Error::Conflict) };
    let mut labels = Vec::with_capacity(sheet.chosen.len());
    for place in sheet.chosen {
        let token = codes::ensure(app, actor, place).await?;
        let code = codes::find(app, &token).await?;
        let is_device = code.device_id.is_some();
        let (name, place) = match (code.device, code.location) {
            (Some(device), place) => (device, place.unwrap_or_default()),
            (None, place) => (place.unwrap_or_default(), String::new()),
        };
        let address = codes::address(app, &token);
        let call = if is_device { "label-call" } else { "label-call-place" };
        labels.push(Label {
            call: base::language("en").t(call).to_owned(),
            name,
            place,
            // browsers begin with it by themselves
            address: address.trim_start_matches("https://").to_owned(),
            code: app.config.link(&format!("/scan/{token}")),
        });
    }
    label::pages(format, &labels, start - 1)
        .map_err(|label::Refused| Error::Internal("server.url is too long for a code".into()))
}
