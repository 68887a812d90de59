//! The browser's entry: reads the page's ladder, renders the app beside the page, and hands over to it.

use leptos::prelude::*;
use rungs_app::app::App;
use rungs_app::browser::history::Navigator;
use rungs_app::browser::single_keys::SingleKeys;
use rungs_app::browser::stage::Stage;
use rungs_app::browser::{boot, document, keys, menu, overflow, repeated_press, task, translation};
use rungs_app::pages::parts;
use rungs_app::site::Site;
use rungs_ladder::json;

/// Starts the app; boot.js shows what goes wrong and leaves the page as it is.
fn main() {
    std::panic::set_hook(Box::new(|panic| boot::failed(&panic.to_string())));
    task::spawn(async {
        if let Err(cause) = start().await {
            boot::failed(&cause);
        }
    });
}

/// Each step is a task of its own: on a slow phone they would together block the page for 160 ms.
async fn start() -> Result<(), String> {
    boot::may_panic("start");
    let json = document::embedded_ladder().ok_or("the page carries no ladder")?;
    let ladder = json::decode(&json).map_err(|error| error.to_string())?;
    let base = document::base().ok_or("the page does not say where its site begins")?;
    // Both live as long as the page: leaked once, never copied.
    let site = Site { ladder: Box::leak(Box::new(ladder)), base: base.leak() };
    let navigator = Navigator::at_browser_address(site);
    let keys = SingleKeys::kept(site);
    let shown = navigator.address().route_now();
    if parts::load(shown.as_ref()).await.is_err() {
        boot::part_lost();
        return Ok(());
    }

    task::next().await;
    if document::has_failed() {
        return Ok(());
    }
    boot::may_panic("mount");
    let stage = Stage::new()?;
    leptos::mount::mount_to(stage.root(), move || view! { <App navigator keys/> }).forget();
    task::next().await;
    boot::may_panic("hand-over");
    stage.take_the_pages_place()?;
    navigator.follow();
    keys::follow(navigator, keys);
    menu::follow();
    repeated_press::follow();
    translation::follow();
    overflow::follow();
    document::mark_ready();
    Ok(())
}
