//! Every route, in one readable list.

use axum::{Router, middleware::from_fn_with_state};
use base::App;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        self,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;

/// The API's own description.
#[derive(OpenApi)]
#[openapi(
    info(title = "Footbridge", description = "A service desk for libraries and IT"),
    servers((url = "/api/v1")),
    security(("token" = [])),
    modifiers(&Token),
)]
struct ApiDoc;

/// How a program says who it is.
struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_default().add_security_scheme("token", bearer);
    }
}

/// The API with its OpenAPI document.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(ApiDoc::openapi())
        .merge(people::api())
        .merge(desk::api())
        .merge(levels::api())
        .merge(bridge::api())
        .merge(insight::api())
}

/// The whole site.
pub fn site(app: &App) -> Router {
    let (api, document) = api().split_for_parts();
    let pages = Router::new()
        .merge(people::routes())
        .merge(desk::routes())
        .merge(levels::routes())
        .merge(bridge::routes())
        .merge(insight::routes())
        .nest("/api/v1", api)
        .route(
            "/api/v1/openapi.json",
            axum::routing::get(move || async move { axum::Json(document) }),
        )
        .fallback(web::nothing_here)
        .layer(from_fn_with_state(app.clone(), desk::notifications::count_for_the_bar))
        .layer(from_fn_with_state(app.clone(), desk::scan_reports::count_for_the_bar))
        .layer(from_fn_with_state(app.clone(), bridge::glossary::keep_current))
        .layer(from_fn_with_state(app.clone(), people::sign_in::Identified::layer))
        .merge(web::asset_routes())
        .merge(crate::health::routes());
    web::shell(app, pages).with_state(app.clone())
}
