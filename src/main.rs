//! The browser's entry: reads the page's ladder, renders the app beside the page, and hands over to it.

use leptos::prelude::*;
use rungs_app::app::app;
use rungs_app::browser::{document, history, task};
use rungs_app::site::Site;
use rungs_core::{head::head, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Starts the app; boot.js shows what goes wrong and leaves the page as it is.
fn main() {
    std::panic::set_hook(Box::new(|panic| tell_boot(&panic.to_string())));
    spawn_local(async {
        if let Err(cause) = start().await {
            tell_boot(&cause);
        }
    });
}

/// Each step is a task of its own: on a slow phone they would together block the page for 160 ms.
async fn start() -> Result<(), String> {
    #[cfg(feature = "panic-on-request")]
    panic_on_request();
    let json = document::embedded_ladder().ok_or("the page carries no ladder")?;
    let ladder = json::decode(&json).map_err(|error| error.to_string())?;
    let base = document::base().ok_or("the page does not say where its site begins")?;
    // Both live as long as the page: leaked once, never copied.
    let site = Site { ladder: Box::leak(Box::new(ladder)), base: base.leak() };
    let route = RwSignal::new(history::current(site));
    document::set_title(&head(site.ladder, route.get_untracked().as_ref()).title);

    task::next().await;
    let document = document::document().ok_or("there is no document")?;
    let stage = document.create_element("div").map_err(told)?;
    let root = stage.clone().unchecked_into();
    leptos::mount::mount_to(root, move || app(site, route)).forget();
    task::next().await;
    document::hand_over(&stage).map_err(told)?;
    history::follow(site, route);
    document::mark_ready();
    Ok(())
}

fn told(error: JsValue) -> String {
    js_sys::Object::from(error).to_string().into()
}

/// Hands the cause of a failure to boot.js, which shows it.
fn tell_boot(cause: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&JsValue::from_str(cause));
    let event = web_sys::CustomEvent::new_with_event_init_dict("rungs:failed", &init);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// Panics where the query asks for it, so that tests can see what a reader sees then.
#[cfg(feature = "panic-on-request")]
#[allow(clippy::panic)]
fn panic_on_request() {
    let query = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    match query.as_str() {
        "?panic=start" => panic!("asked to at the start"),
        "?panic=click" => {
            let handler =
                wasm_bindgen::closure::Closure::<dyn FnMut()>::new(|| panic!("asked to by a click"));
            if let Some(document) = document::document() {
                let _ = document.add_event_listener_with_callback("click", handler.as_ref().unchecked_ref());
            }
            handler.forget();
        }
        _ => {}
    }
}
