//! HTTP around the preview; the only async code there is.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::body::Bytes;
use axum::extract::Request;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::Method;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::response::Sse;
use axum::response::sse::Event;
use axum::response::sse::KeepAlive;
use futures_util::stream;

use crate::app::serve::edition::Live;
use crate::app::serve::hosts::Hosts;
use crate::app::serve::pace::Pace;
use crate::app::serve::respond::Answer;
use crate::app::serve::respond::respond;
use crate::app::serve::watch::Cookies;

/// The script that shows each new state in a page, and what is wrong.
const SCRIPT: &str = concat!(include_str!("morph.js"), include_str!("live.js"));

/// The one that listens for all pages of a browser, where they cannot agree on one that does.
const LISTENER: &str = include_str!("listen.js");

/// How long a request waits for the edition that holds the last save; then it gets what there is.
const PATIENCE: Duration = Duration::from_secs(60);

/// What answers requests.
pub(crate) struct Desk {
    /// Names it answers to.
    pub hosts: Hosts,
    /// The newest edition.
    pub live: Arc<Live>,
    /// How far it has come.
    pub pace: Arc<Pace>,
    /// What proves that every save was told, where there are events.
    pub cookies: Option<Arc<Cookies>>,
}

/// Answers requests until the process ends.
pub(crate) fn serve(listener: TcpListener, desk: Desk) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(answer).with_state(Arc::new(desk));
        axum::serve(listener, router).await
    })
}

async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    if !desk.hosts.allows(host) {
        return plain(
            StatusCode::FORBIDDEN,
            "this preview does not answer to that host name",
        );
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "read only");
    }
    match request.uri().path() {
        "/_keybook/events" => events(&desk.live),
        "/_keybook/live.js" => script(SCRIPT),
        "/_keybook/listen.js" => script(LISTENER),
        path => {
            let path = path.to_owned();
            // Waiting for the last save, and rendering: both stay off the threads that keep connections alive.
            let made = tokio::task::spawn_blocking(move || {
                let cookies = desk.cookies.as_deref();
                desk.pace.catch_up(
                    |number| cookies.is_some_and(|cookies| cookies.bake(number)),
                    PATIENCE,
                );
                respond(&desk.live.edition(), &path, desk.live.lang())
            });
            made.await.map_or_else(
                |_| plain(StatusCode::INTERNAL_SERVER_ERROR, "internal error"),
                response,
            )
        }
    }
}

/// The present state at once, then each new one.
fn events(live: &Live) -> Response {
    let mut states = live.states();
    states.mark_changed();
    let stream = stream::unfold(states, |mut states| async move {
        states.changed().await.ok()?;
        let state = states.borrow_and_update().clone();
        Some((
            Ok::<Event, Infallible>(Event::default().event("state").data(state)),
            states,
        ))
    });
    Sse::new(stream)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}

fn response(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let length = answer.body.iter().map(Bytes::len).sum::<usize>();
    let parts = stream::iter(answer.body.into_iter().map(Ok::<Bytes, Infallible>));
    let mut response = with_headers(status, answer.media, Body::from_stream(parts));
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if answer.is_old {
        response
            .headers_mut()
            .insert("x-keybook-old", HeaderValue::from_static("1"));
    }
    if let Some(location) = answer
        .location
        .and_then(|location| HeaderValue::from_str(&location).ok())
    {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn script(text: &'static str) -> Response {
    with_headers(StatusCode::OK, "text/javascript; charset=utf-8", Body::from(text))
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    with_headers(status, "text/plain; charset=utf-8", Body::from(text))
}

fn with_headers(status: StatusCode, media: &'static str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ];
    (status, headers, body).into_response()
}
