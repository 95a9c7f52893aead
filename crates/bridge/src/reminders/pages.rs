//! What waits for somebody, in the bar of their pages.

use super::actions;
use axum::{extract::Request, middleware::Next};
use std::sync::Arc;
use web::{Waiting, prelude::*};

/// Says how many things on ladders and in reviews wait, to whoever they wait for. Not for programs.
pub async fn count_for_the_bar(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let actor = request.extensions().get::<Arc<Actor>>().cloned();
    let path = request.uri().path();
    if let Some(actor) = actor
        && !path.starts_with("/api/")
        && !path.starts_with("/live")
        && let Ok((ladders, reviews)) = actions::count(&app, &actor).await
    {
        let mut waiting = Vec::new();
        for (href, key, count) in
            [("/ladders", "nav-ladders", ladders), ("/reviews", "nav-reviews", reviews)]
        {
            if count > 0 {
                waiting.push(Waiting { href, key, count });
            }
        }
        if !waiting.is_empty() {
            match request.extensions_mut().get_mut::<Vec<Waiting>>() {
                Some(all) => all.extend(waiting),
                None => drop(request.extensions_mut().insert(waiting)),
            }
        }
    }
    next.run(request).await
}
