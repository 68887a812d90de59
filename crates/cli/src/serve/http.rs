//! HTTP as far as a browser on this machine needs it: one request for each connection, and a thread for each, so that a page that
//! waits for news, or a browser that opens connections in advance, keeps no other waiting.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::answer::{Answer, Asked};

/// The most bytes of what comes before a body.
const LARGEST_HEAD: usize = 64 << 10;

/// The most headers of a request.
const MOST_HEADERS: usize = 128;

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers for ever.
pub fn serve(listener: &TcpListener, answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // There are too many of them: some end soon.
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        let answer = answer.clone();
        // A browser that has gone away needs no answer, and one that gets none asks again.
        let _ = thread::Builder::new().spawn(move || respond(stream, &*answer));
    }
}

fn respond(mut stream: TcpStream, answer: &impl Fn(&Asked) -> Answer) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    let mut piece = [0; 4096];
    let (answer, is_head) = loop {
        let count = stream.read(&mut piece)?;
        head.extend_from_slice(piece.get(..count).unwrap_or_default());
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(&head) {
            Ok(status) if status.is_complete() => {
                let hosts = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("host"));
                let method = request.method.unwrap_or_default();
                let asked = Asked {
                    method,
                    host: hosts.and_then(|host| std::str::from_utf8(host.value).ok()),
                    target: request.path.unwrap_or_default(),
                };
                break (answer(&asked), method == "HEAD");
            }
            Ok(_) if count == 0 => return Ok(()),
            Ok(_) if head.len() < LARGEST_HEAD => {}
            _ => break (Answer::words(400, "This is no request that can be read.\n"), false),
        }
    };
    write(&mut stream, &answer, is_head)?;
    // A connection that is closed before all that was sent is read may lose the answer.
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    io::copy(&mut stream.take(1 << 20), &mut io::sink())?;
    Ok(())
}

fn write(stream: &mut TcpStream, answer: &Answer, is_head: bool) -> io::Result<()> {
    let Answer { status, kind, location, body } = answer;
    let location = location.as_ref().map(|to| format!("Location: {to}\r\n")).unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{location}Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: DENY\r\n\
         Connection: close\r\n\r\n",
        reason(*status),
        body.len(),
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(if is_head { &[] } else { body })
}

/// What a status means (RFC 9110), for those that are answered.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Service Unavailable",
    }
}
