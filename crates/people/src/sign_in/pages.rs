//! The sign-in page, and the layer that knows who a request is from.

use super::actions::{self, Claim, Session};
use axum::{
    body::HttpBody,
    extract::{ConnectInfo, FromRequest, Request},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
};
use base::language;
use std::{net::SocketAddr, sync::Arc};
use web::{Maybe, RequestId, network_of, prelude::*};

/// The routes of signing in and out.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(new).post(create))
        .route("/sign-in/link", post(send_link))
        .route("/sign-in/{token}", get(confirm_link).post(use_link))
        .route("/sign-out", post(delete))
}

#[derive(Template)]
#[template(path = "sign_in/new.html")]
struct SignInPage {
    page: Page,
    form: Fields,
    problems: Problems,
    /// What was typed when the session had ended, to be sent on after signing in.
    kept: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "sign_in/resume.html")]
struct ResumePage {
    page: Page,
    to: String,
    kept: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct LinkPage {
    page: Page,
    token: String,
}

fn frame(app: &App, headers: &HeaderMap, key: &str) -> Page {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    let language = language(wanted.unwrap_or_default());
    Page::new(app, None, language, language.t(key).to_owned())
}

async fn new(
    State(app): State<App>,
    Maybe(visit): Maybe,
    headers: HeaderMap,
    form: Fields,
) -> Result<Response> {
    if visit.is_some() {
        return go(local(form.get("next")));
    }
    let page = frame(&app, &headers, "sign-in-title").saying(form.get("said"));
    html(&SignInPage { page, form, problems: Problems::default(), kept: Vec::new() })
}

async fn create(
    State(app): State<App>,
    address: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Posted { mut fields, .. }: Posted,
) -> Result<Response> {
    let network = network_of(&app.config, address.map(|a| a.0.0), &headers);
    let (email, password) = (fields.get("email"), fields.get("password"));
    let signed_in = actions::sign_in(&app, email, password, &network, &device(&headers)).await;
    match signed_in {
        Ok(session) => {
            let response = resume(&app, &headers, &fields)?;
            Ok(with_cookie(&app, response, &session))
        }
        Err(Error::Invalid(problems)) => {
            let page = frame(&app, &headers, "sign-in-title");
            fields.set("password", "");
            let kept = kept(&fields);
            refused_form(&SignInPage { page, form: fields, problems, kept })
        }
        Err(error) => Err(error.into()),
    }
}

/// Where to after signing in: the page asked for, or a last look at what was typed before.
fn resume(app: &App, headers: &HeaderMap, fields: &Fields) -> Result<Response> {
    let to = local(fields.get("next"));
    let kept = kept(fields);
    if kept.is_empty() {
        return go(to);
    }
    let pairs = kept.into_iter().map(|(n, v)| (n.trim_start_matches("kept-").to_owned(), v));
    let page = frame(app, headers, "resume-title");
    html(&ResumePage { page, to, kept: pairs.collect() })
}

fn kept(fields: &Fields) -> Vec<(String, String)> {
    fields.pairs().iter().filter(|(name, _)| name.starts_with("kept-")).cloned().collect()
}

async fn send_link(
    State(app): State<App>,
    address: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let network = network_of(&app.config, address.map(|a| a.0.0), &headers);
    match actions::mail_link(&app, fields.get("email"), &network).await {
        Ok(()) => go("/sign-in?said=link-sent"),
        Err(Error::Invalid(problems)) => {
            let page = frame(&app, &headers, "sign-in-title");
            refused_form(&SignInPage { page, form: fields, problems, kept: Vec::new() })
        }
        Err(error) => Err(error.into()),
    }
}

/// A link is used by a button, not by opening it: mail scanners open every link.
async fn confirm_link(
    State(app): State<App>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    html(&LinkPage { page: frame(&app, &headers, "link-title"), token })
}

async fn use_link(
    State(app): State<App>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    match actions::use_link(&app, &token, &device(&headers)).await {
        Ok(session) => Ok(with_cookie(&app, Redirect::to("/").into_response(), &session)),
        Err(Error::NotFound) => go("/sign-in?said=link-used"),
        Err(error) => Err(error.into()),
    }
}

async fn delete(visit: Visit, headers: HeaderMap) -> Result<Response> {
    if let Some(cookie) = cookie(&visit.app, &headers) {
        actions::sign_out(&visit.app, &visit.actor, &cookie).await?;
    }
    let mut response = Redirect::to("/sign-in?said=signed-out").into_response();
    let gone = format!("{}=; Path=/; Max-Age=0{}", cookie_name(&visit.app), flags(&visit.app));
    set_cookie(&mut response, &gone);
    // pages are kept for the Back button; whoever comes next to this computer must not see them
    let cache = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", cache);
    Ok(response)
}

/// Only paths of our own: an address elsewhere must not get a freshly signed-in person.
fn local(path: &str) -> String {
    // browsers leave tabs and line ends out of an address, and take a backslash for a slash
    let is_odd = |c: char| c == '\\' || c.is_control();
    let is_local = path.starts_with('/') && !path.starts_with("//") && !path.contains(is_odd);
    if is_local { path.to_owned() } else { "/".to_owned() }
}

fn device(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
}

/// `__Host-` cookies need an encrypted connection (or this machine itself).
fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-footbridge" } else { "footbridge" }
}

fn flags(app: &App) -> &'static str {
    if app.config.is_secure() {
        "; HttpOnly; SameSite=Lax; Secure"
    } else {
        "; HttpOnly; SameSite=Lax"
    }
}

fn with_cookie(app: &App, mut response: Response, session: &Session) -> Response {
    let age = app.config.limits.session_days * 86_400;
    let text = format!("{}={}; Path=/; Max-Age={age}{}", cookie_name(app), session.0, flags(app));
    set_cookie(&mut response, &text);
    response
}

fn set_cookie(response: &mut Response, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The session cookie a request carries.
pub fn cookie(app: &App, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(app);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
}

/// Where forms are taken, or refused in their own way, without a session.
const OPEN: [&str; 4] = ["/sign-in", "/scan/", "/how/", "/api/"];

/// What a request shows of who it is from; a token goes before a cookie.
pub fn claim_of(app: &App, headers: &HeaderMap) -> Option<Claim> {
    let bearer = headers.get(header::AUTHORIZATION).map(|value| {
        value.to_str().ok().and_then(|v| v.strip_prefix("Bearer ")).unwrap_or_default().trim()
    });
    match bearer {
        Some(token) => Some(Claim::Token(token.to_owned())),
        None => cookie(app, headers).map(Claim::Session),
    }
}

/// Knows who a request is from and says so to everything inside. A form that comes in after its
/// session ended is not lost: the sign-in page carries it along.
pub struct Identified;

impl Identified {
    /// The middleware.
    pub async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
        let headers = request.headers();
        let actor = match claim_of(&app, headers) {
            Some(claim) => match actions::identify(&app, claim).await {
                Ok(actor) => actor,
                Err(error) => return Refusal(error).into_response(),
            },
            None => None,
        };
        let path = request.uri().path();
        let is_form =
            request.method() == Method::POST && !OPEN.iter().any(|open| path.starts_with(open));
        match actor {
            Some(mut actor) => {
                if let Some(RequestId(id)) = request.extensions().get() {
                    actor.request.clone_from(id);
                }
                let actor = Arc::new(actor);
                request.extensions_mut().insert(actor.clone());
                let mut response = next.run(request).await;
                response.extensions_mut().insert(actor);
                response
            }
            None if is_form => keep_and_ask(&app, request).await.into_response(),
            None => next.run(request).await,
        }
    }
}

/// What somebody may have typed before their browser forgot who they are, in bytes.
const KEPT_OF_STRANGERS: u64 = 256 << 10;

/// Whether a form is worth reading before anybody is known: from a browser that has been signed in,
/// or small enough.
fn may_keep(app: &App, request: &Request) -> bool {
    let most = request.body().size_hint().upper();
    cookie(app, request.headers()).is_some() || most.is_some_and(|most| most <= KEPT_OF_STRANGERS)
}

async fn keep_and_ask(app: &App, request: Request) -> Result<Response> {
    let (headers, to) = (request.headers().clone(), request.uri().path().to_owned());
    let fields = match may_keep(app, &request) {
        true => Posted::from_request(request, app).await?.fields,
        false => Fields::default(),
    };
    let form = Fields::new([("next", to)]);
    let kept = fields.pairs().iter().map(|(n, v)| (format!("kept-{n}"), v.clone())).collect();
    let page = frame(app, &headers, "sign-in-title");
    let mut response = html(&SignInPage { page, form, problems: Problems::default(), kept })?;
    *response.status_mut() = axum::http::StatusCode::UNAUTHORIZED;
    Ok(response)
}
