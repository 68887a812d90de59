//! `rungs serve`: on this machine alone, made anew as files change, with the last good page while something is wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of tests")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use serde_json::Value;
use support::{LADDER, app, folder, rungs, said, write};

/// A server that ends with the test.
struct Served {
    child: Child,
    /// Host and port.
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn new(ladder: &Path) -> Self {
        let mut serve = rungs();
        serve.arg("serve").arg(ladder).args(["--port", "0", "--app"]).arg(app());
        let mut child = serve.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.starts_with("Serving "))).unwrap();
        // What it says later is read, so that it is not held up.
        std::thread::spawn(move || lines.for_each(drop));
        let address = line.split_once("http://").unwrap().1.split_once('/').unwrap().0.to_owned();
        Self { child, address }
    }

    /// The status, the head and the body of an answer.
    fn ask(&self, method: &str, path: &str, host: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_owned(), body.to_owned())
    }

    fn page(&self, path: &str) -> (u16, String) {
        let (status, _, body) = self.ask("GET", path, &self.address);
        (status, body)
    }

    /// The news, once `expected` holds for them.
    fn news(&self, expected: impl Fn(&Value) -> bool) -> Value {
        let mut stamp = String::new();
        loop {
            let (status, body) = self.page(&format!("/.rungs/news?after={stamp}"));
            assert_eq!(status, 200);
            let news: Value = serde_json::from_str(&body).unwrap();
            if expected(&news) {
                return news;
            }
            stamp = news["stamp"].as_str().unwrap().to_owned();
        }
    }
}

fn has_problem(news: &Value, words: &str) -> bool {
    news["problems"]
        .as_array()
        .unwrap()
        .iter()
        .any(|problem| problem["what"].as_str().unwrap().contains(words))
}

#[test]
fn a_page_follows_its_file_and_stays_while_something_is_wrong() {
    let ladder = folder(&LADDER);
    let file = ladder.path().join("senior.md");
    let served = Served::new(ladder.path());
    let first = served.news(|_| true)["site"].as_str().unwrap().to_owned();
    let (status, page) = served.page("/levels/senior/");
    assert_eq!(status, 200);
    assert!(page.contains(&format!("news.site !== '{first}'")), "the page knows which site it is of");

    fs::write(&file, LADDER[2].1.replace("others", "everybody")).unwrap();
    let second = served.news(|news| news["site"] != first.as_str())["site"].as_str().unwrap().to_owned();
    assert!(served.page("/levels/senior/").1.contains("that everybody can change"));

    fs::write(&file, "## No title\n").unwrap();
    let broken = served.news(|news| !news["problems"].as_array().unwrap().is_empty());
    assert_eq!(broken["site"], second.as_str());
    let mut problems = broken["problems"].as_array().unwrap().iter();
    let untitled = problems.find(|problem| problem["what"] == "the level has no title").unwrap();
    assert!(untitled["place"].as_str().unwrap().ends_with("senior.md"), "{broken}");
    assert!(served.page("/levels/senior/").1.contains("that everybody can change"));

    fs::write(&file, LADDER[2].1).unwrap();
    let mended = served.news(|news| news["problems"].as_array().unwrap().is_empty());
    assert_eq!(mended["site"], first.as_str(), "the same ladder is the same site");
}

#[test]
fn a_page_of_the_owners_follows_its_file_and_its_pictures() {
    let toml = [LADDER[0].1, "\n[pages]\nfaq = \"pages/faq.md\"\n"].concat();
    let ladder = folder(&LADDER);
    let picture = |side: u32| format!("<svg viewBox=\"0 0 {side} 20\"/>");
    write(
        ladder.path(),
        &[
            ("ladder.toml", &toml),
            ("pages/faq.md", "# FAQ\n\nTwice a year.\n\n![A chart](chart.svg)\n"),
            ("pages/chart.svg", &picture(30)),
        ],
    );
    let served = Served::new(ladder.path());
    let first = served.news(|_| true)["site"].as_str().unwrap().to_owned();
    let page = served.page("/pages/faq/").1;
    assert!(page.contains("Twice a year.") && page.contains("width=\"30\""), "{page}");
    assert!(page.contains(&format!("news.site !== '{first}'")), "the page knows which site it is of");
    write(ladder.path(), &[("pages/faq.md", "# FAQ\n\nOnce a year.\n\n![A chart](chart.svg)\n")]);
    let second = served.news(|news| news["site"] != first.as_str())["site"].as_str().unwrap().to_owned();
    assert!(served.page("/pages/faq/").1.contains("Once a year."));
    write(ladder.path(), &[("pages/chart.svg", &picture(40))]);
    served.news(|news| news["site"] != second.as_str());
    assert!(served.page("/pages/faq/").1.contains("width=\"40\""));
}

#[test]
fn a_ladder_that_goes_away_is_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let ladder = home.path().join("ladder");
    write(&ladder, &LADDER);
    let served = Served::new(&ladder);
    let first = served.news(|_| true)["site"].clone();
    fs::rename(&ladder, home.path().join("elsewhere")).unwrap();
    served.news(|news| has_problem(news, "ladder cannot be read"));
    assert_eq!(served.page("/").0, 200, "the last good page stays");
    // Another folder comes in its place.
    write(&ladder, &LADDER);
    fs::write(ladder.join("junior.md"), "# Beginner\n\n## Craft\n\n- **Code:** Reads code.\n").unwrap();
    served.news(|news| news["site"] != first && news["problems"].as_array().unwrap().is_empty());
    // And is watched as the first was.
    fs::write(ladder.join("junior.md"), LADDER[1].1).unwrap();
    served.news(|news| news["site"] == first);
}

#[test]
fn without_a_good_page_a_page_shows_why() {
    let ladder = folder(&[("ladder.toml", "title = \"T\"\n[[levels]]\nid = \"a\"\n")]);
    let served = Served::new(ladder.path());
    let (status, page) = served.page("/levels/a/");
    assert_eq!(status, 503);
    assert!(page.contains("The ladder has mistakes") && page.contains("/.rungs/news"));
    served.news(|news| news["site"] == "" && !news["problems"].as_array().unwrap().is_empty());
    write(ladder.path(), &[("a.md", "# A\n\n## Craft\n\n- **Code:** Writes.\n")]);
    served.news(|news| news["site"] != "");
    assert_eq!(served.page("/levels/a/").0, 200);
}

#[test]
fn nobody_else_and_nothing_else_is_served() {
    let home = folder(&[("secret.txt", "secret")]);
    write(&home.path().join("ladder"), &LADDER);
    let served = Served::new(&home.path().join("ladder"));
    for (method, path, host, status) in [
        ("GET", "/", "127.0.0.1:80", 200),
        ("GET", "/", "localhost", 200),
        ("HEAD", "/", "localhost", 200),
        ("GET", "/", "example.org", 403),
        ("GET", "/.rungs/news", "rebound.example.org:8080", 403),
        ("GET", "/../secret.txt", "localhost", 400),
        ("GET", "/%2e%2e/secret.txt", "localhost", 400),
        ("GET", "/..%2fsecret.txt", "localhost", 400),
        ("GET", "/senior.md", "localhost", 404),
        ("GET", "/levels/senior", "localhost", 301),
        ("POST", "/", "localhost", 405),
    ] {
        let (found, head, body) = served.ask(method, path, host);
        assert_eq!(found, status, "{method} {path} {host}");
        assert!(!body.contains("secret"), "{path}");
        assert!(head.contains("no-store"), "{head}");
    }
    // The policy allows the script that reloads, and nothing by name.
    let page = served.page("/").1;
    assert_eq!(
        page.matches("'sha256-").count(),
        4,
        "a style, and the scripts of the app, the colours and the preview"
    );
    assert!(!page.contains("unsafe-inline"));
}

#[test]
fn a_port_in_use_and_a_mistyped_folder_get_a_sentence() {
    let ladder = folder(&LADDER);
    let served = Served::new(ladder.path());
    let port = served.address.split_once(':').unwrap().1;
    let serve = |path: &Path, port: &str| {
        let mut serve = rungs();
        serve.arg("serve").arg(path).args(["--port", port, "--app"]).arg(app());
        said(&mut serve, 2)
    };
    assert_eq!(
        serve(ladder.path(), port),
        format!("error: port {port} is in use: choose another with --port\n")
    );
    assert!(serve(&ladder.path().join("nowhere"), "0").contains("nowhere cannot be read"));
}

/// Browsers open connections in advance, and hold them.
#[test]
fn connections_that_say_nothing_keep_no_other_waiting() {
    let ladder = folder(&LADDER);
    let served = Served::new(ladder.path());
    let stamp = served.news(|_| true)["stamp"].as_str().unwrap().to_owned();
    let mut news = TcpStream::connect(&served.address).unwrap();
    write!(news, "GET /.rungs/news?after={stamp} HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).unwrap();
    let mut streams: Vec<_> = (0..40).map(|_| TcpStream::connect(&served.address).unwrap()).collect();
    for stream in streams.iter_mut().rev() {
        // Only a test that fails waits as long.
        stream.set_read_timeout(Some(std::time::Duration::from_secs(15))).unwrap();
        write!(stream, "GET /levels/senior/ HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        assert_eq!(line, "HTTP/1.1 200 OK\r\n");
    }
}

#[test]
fn what_is_no_request_gets_an_answer() {
    let ladder = folder(&LADDER);
    let served = Served::new(ladder.path());
    for (sent, expected) in [
        ("\u{1} /\r\n\r\n".to_owned(), "HTTP/1.1 400 "),
        (format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(100_000)), "HTTP/1.1 400 "),
        (
            format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 9\r\n\r\nsomething", served.address),
            "HTTP/1.1 405 ",
        ),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), "HTTP/1.1 403 "),
    ] {
        let mut stream = TcpStream::connect(&served.address).unwrap();
        // It may have answered before all is sent.
        let _ = stream.write_all(sent.as_bytes());
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        assert!(line.starts_with(expected), "{line}");
    }
}
