//! A second copy of the records, in IndexedDB. Browsers write localStorage to the disk some seconds late, and one that is
//! killed meanwhile loses what it had said was kept; what a transaction of IndexedDB has completed is there.
//!
//! localStorage is what the app reads. The copy follows each of its changes. When the records are next opened, each of the
//! two gets what only the other has. Without IndexedDB there is no copy, and all else is the same.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::task;

#[wasm_bindgen]
extern "C" {
    /// web-sys does not know the options of a transaction.
    type Database;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Database,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    fn create_object_store(this: &Database, name: &str) -> Result<IdbObjectStore, JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &Database);
}

/// The name of the database, and of the one store in it.
const NAME: &str = "rungs";

/// A record that is set, or removed.
type Change = (String, Option<String>);

thread_local! {
    /// Changes that no transaction has taken yet.
    static CHANGES: RefCell<Vec<Change>> = const { RefCell::new(Vec::new()) };
    /// Whether changes are being written.
    static IS_WRITING: Cell<bool> = const { Cell::new(false) };
    /// Whether the database could ever be asked: where it could not, there is no copy.
    static IS_THERE: Cell<bool> = const { Cell::new(false) };
    /// What is called when all changes are on the disk.
    static SETTLED: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Calls `settled` whenever all that was changed is on the disk.
pub fn follow(settled: impl Fn() + 'static) {
    SETTLED.set(Some(Box::new(settled)));
}

/// Whether some change is not known to be on the disk yet.
pub fn is_writing() -> bool {
    IS_WRITING.get()
}

/// Copies a change.
pub fn change(key: &str, value: Option<&str>) {
    CHANGES.with_borrow_mut(|changes| changes.push((key.into(), value.map(str::to_owned))));
    if !IS_WRITING.replace(true) {
        task::spawn(async {
            write().await;
            IS_WRITING.set(false);
            SETTLED.with_borrow(|settled| settled.iter().for_each(|settled| settled()));
        });
    }
}

/// Forgets the changes that no transaction has taken yet.
pub fn forget() {
    CHANGES.take();
}

/// The keys of the copies that begin with `prefix`.
///
/// # Errors
/// When there can be no copy, or it cannot be asked.
pub async fn keys(prefix: &str) -> Result<Vec<String>, JsValue> {
    if !exists().await? {
        return Ok(Vec::new());
    }
    let keys = read(IdbObjectStore::get_all_keys).await?;
    IS_THERE.set(true);
    let keys = String::from(Array::from(&keys).join("\0"));
    Ok(keys.split('\0').filter(|key| key.starts_with(prefix)).map(str::to_owned).collect())
}

/// The copy of a record.
pub async fn get(key: &str) -> Option<String> {
    read(|store| store.get(&key.into())).await.ok()?.as_string()
}

/// Waits until all that was changed is on the disk, or cannot be written.
pub async fn settle() {
    while is_writing() {
        task::next().await;
    }
}

/// Removes the copies of all records whose keys begin with `prefix`. When this is `Ok` they are gone, also from the disk.
///
/// # Errors
/// When some are left, or it cannot be known.
pub async fn clear(prefix: &str) -> Result<(), JsValue> {
    // Twice, as something may be written while the first time takes.
    for _ in 0..2 {
        match keys(prefix).await {
            Ok(keys) => keys.iter().for_each(|key| change(key, None)),
            Err(_) if !IS_THERE.get() => return Ok(()),
            Err(error) => return Err(error),
        }
        settle().await;
    }
    if keys(prefix).await?.is_empty() { Ok(()) } else { Err(JsValue::NULL) }
}

/// Writes changes until there are none, each time all that have come meanwhile. Records that cannot be written have no copy; but
/// what is removed must not come back, so that is tried alone, and again with the next change.
async fn write() {
    loop {
        let mut changes = CHANGES.take();
        if changes.is_empty() {
            return;
        }
        if put(&changes).await.is_ok() {
            continue;
        }
        changes.retain(|(_, value)| value.is_none());
        if put(&changes).await.is_err() {
            CHANGES.with_borrow_mut(|later| drop(later.splice(..0, changes)));
            return;
        }
    }
}

/// Writes changes in one transaction. When this is `Ok` they are on the disk.
async fn put(changes: &[Change]) -> Result<(), JsValue> {
    let database = open().await?;
    let outcome = put_in(&database, changes).await;
    database.close();
    outcome
}

async fn put_in(database: &Database, changes: &[Change]) -> Result<(), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction = database.transaction(NAME, "readwrite", &options)?;
    let store = transaction.object_store(NAME)?;
    for (key, value) in changes {
        let key = key.into();
        let _ = match value {
            Some(value) => store.put_with_key(&value.into(), &key)?,
            None => store.delete(&key)?,
        };
    }
    happens(&transaction, "complete", "abort").await
}

/// What is asked of the store.
async fn read(ask: impl Fn(&IdbObjectStore) -> Result<IdbRequest, JsValue>) -> Result<JsValue, JsValue> {
    let database = open().await?;
    let transaction = database.transaction(NAME, "readonly", &JsValue::UNDEFINED);
    let answer = match transaction.and_then(|transaction| ask(&transaction.object_store(NAME)?)) {
        Ok(request) => result(&request).await,
        Err(error) => Err(error),
    };
    database.close();
    answer
}

fn factory() -> Result<IdbFactory, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    Reflect::get(&window, &"indexedDB".into())?.dyn_into()
}

/// Whether the database is there, so that reading leaves nothing behind. Older browsers do not tell.
async fn exists() -> Result<bool, JsValue> {
    let factory = factory()?;
    let Ok(list) = Reflect::get(&factory, &"databases".into())?.dyn_into::<Function>() else {
        return Ok(true);
    };
    let list: Promise = list.call0(&factory)?.dyn_into()?;
    let list = Array::from(&JsFuture::from(list).await?);
    Ok(list.iter().any(|known| Reflect::get(&known, &"name".into()).is_ok_and(|name| name == NAME)))
}

/// The database, made if it is not there. Each use has a connection of its own, as browsers close those that last.
async fn open() -> Result<Database, JsValue> {
    let request: IdbOpenDbRequest = factory()?.open(NAME)?;
    let opening = request.clone();
    let upgrade = Closure::once(move || {
        if let Ok(database) = opening.result() {
            let _ = database.unchecked_into::<Database>().create_object_store(NAME);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    Ok(result(&request).await?.unchecked_into())
}

async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    happens(request, "success", "error").await?;
    request.result()
}

/// Waits until one event happens on `target`; fails when the other does.
async fn happens(target: &EventTarget, good: &str, bad: &str) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = target.add_event_listener_with_callback(good, &resolve);
        let _ = target.add_event_listener_with_callback(bad, &reject);
    });
    JsFuture::from(promise).await.map(drop)
}
