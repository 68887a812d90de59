//! A page of the owner's. It is written once, natively, with the header and the footer of all pages; the app does not take it over.

use std::collections::HashMap;

use leptos::prelude::*;
use rungs_ladder::page::{Block, OwnersPage, Side, Span, Table, Target};

use crate::app::{Footer, Header};
use crate::browser::history::Navigator;
use crate::browser::single_keys::SingleKeys;
use crate::components::landmark::{Heading, Main};
use crate::components::owners_page_links::ShownPage;
use crate::components::said::Said;
use crate::context::{self, use_site};
use crate::routes::Route;

/// So many columns fit on a phone, where long words break; a table with more scrolls sideways.
const NARROW: usize = 2;

/// A picture whose place is known before it is there.
pub struct Picture {
    /// Its path.
    pub src: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The pictures of pages, by the files that pages name.
pub type Pictures = HashMap<String, Picture>;

/// All of the page.
#[component]
pub fn OwnersDocument(
    /// What knows the site.
    navigator: Navigator,
    /// Whether single keys act: they do not here.
    keys: SingleKeys,
    /// What it says.
    page: &'static OwnersPage,
    /// Its pictures.
    pictures: &'static Pictures,
) -> impl IntoView {
    context::provide(navigator, keys);
    provide_context(ShownPage(page.id.clone()));
    provide_context(pictures);
    let site = navigator.site();
    let language = site.other_language();
    let direction = language.map(|_| if site.ladder.is_right_to_left() { "rtl" } else { "ltr" });
    let edit = site.ladder.branding.edit_file(&page.file);
    let edit = edit.map(|href| view! { <p class="edit screen-only"><a href=href>"Edit this page"</a></p> });
    view! {
        <div class="site" lang=language.map(|_| "en")>
            <a class="skip" href="#_main">"Skip to content"</a>
            <Header/>
            <Main class="page narrow">
                <Heading id=page.anchor.as_deref()><Said>{page.title.as_str()}</Said></Heading>
                <div class="written" lang=language dir=direction><Blocks blocks=&page.blocks/></div>
                {edit}
            </Main>
            <Footer/>
        </div>
    }
}

/// Blocks below each other.
#[component]
fn Blocks(
    /// The blocks, from top to bottom.
    blocks: &'static [Block],
) -> AnyView {
    blocks.iter().map(|block| view! { <BlockView block/> }).collect_view().into_any()
}

/// A block.
#[component]
fn BlockView(
    /// What it says, and of what kind it is.
    block: &'static Block,
) -> AnyView {
    match block {
        Block::Heading { level, id, text } => view! { <PartHeading level=*level id text/> }.into_any(),
        Block::Paragraph(text) => view! { <p><Spans spans=text/></p> }.into_any(),
        Block::Line(text) => view! { <Spans spans=text/> }.into_any(),
        Block::List { start, items } => {
            let items = items.iter().map(|blocks| view! { <li><Blocks blocks/></li> }).collect_view();
            match start {
                None => view! { <ul>{items}</ul> }.into_any(),
                Some(start) => view! { <ol start=(*start != 1).then_some(*start)>{items}</ol> }.into_any(),
            }
        }
        Block::Table(table) => view! { <TableView table/> }.into_any(),
        Block::Code(code) => view! { <pre><code>{code.as_str()}</code></pre> }.into_any(),
        Block::Quote(blocks) => view! { <blockquote><Blocks blocks/></blockquote> }.into_any(),
        Block::Rule => view! { <hr/> }.into_any(),
    }
}

/// The heading of a part of the page.
#[component]
fn PartHeading(
    /// Its rank, from 2.
    level: u8,
    /// What links name it by.
    id: &'static str,
    /// Its words.
    text: &'static [Span],
) -> AnyView {
    let words = view! { <Spans spans=text/> };
    match level {
        2 => view! { <h2 id=id>{words}</h2> }.into_any(),
        3 => view! { <h3 id=id>{words}</h3> }.into_any(),
        4 => view! { <h4 id=id>{words}</h4> }.into_any(),
        5 => view! { <h5 id=id>{words}</h5> }.into_any(),
        _ => view! { <h6 id=id>{words}</h6> }.into_any(),
    }
}

/// A table. Where it may be wider than a phone it scrolls sideways, and can be reached by keyboard.
#[component]
fn TableView(
    /// Its headings, its rows, and on which side the words of each column stand.
    table: &'static Table,
) -> AnyView {
    let side = |column: usize| match table.sides.get(column).copied().unwrap_or_default() {
        Side::Start => None,
        Side::Middle => Some("middle"),
        Side::End => Some("end"),
    };
    let heads = table.head.iter().enumerate().map(|(column, text)| match text.is_empty() {
        true => view! { <td></td> }.into_any(),
        false => view! { <th scope="col" data-side=side(column)><Spans spans=text/></th> }.into_any(),
    });
    let row = |cells: &'static Vec<Vec<Span>>| {
        let cell = |(column, text): (usize, &'static Vec<Span>)| {
            view! { <td data-side=side(column)><Spans spans=text/></td> }
        };
        view! { <tr>{cells.iter().enumerate().map(cell).collect_view()}</tr> }
    };
    let shown = view! {
        <table>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
        </table>
    };
    match table.head.len() {
        0..=NARROW => shown.into_any(),
        _ => {
            view! { <div class="wide" role="group" aria-label="Table" tabindex="0">{shown}</div> }.into_any()
        }
    }
}

/// Running text.
#[component]
fn Spans(
    /// Its pieces.
    spans: &'static [Span],
) -> AnyView {
    spans.iter().map(|span| view! { <SpanView span/> }).collect_view().into_any()
}

/// A piece of running text.
#[component]
fn SpanView(
    /// What it says, and with which mark.
    span: &'static Span,
) -> AnyView {
    match span {
        Span::Words(words) => words.as_str().into_any(),
        Span::Break => view! { <br/> }.into_any(),
        Span::Code(code) => view! { <code>{code.as_str()}</code> }.into_any(),
        Span::Em(spans) => view! { <em><Spans spans/></em> }.into_any(),
        Span::Strong(spans) => view! { <strong><Spans spans/></strong> }.into_any(),
        Span::Struck(spans) => view! { <s><Spans spans/></s> }.into_any(),
        Span::Link(target, spans) => view! { <LinkTo target spans/> }.into_any(),
        Span::Picture { file, description } => view! { <PictureView file description/> }.into_any(),
    }
}

/// A link.
#[component]
fn LinkTo(
    /// Where it leads.
    target: &'static Target,
    /// What it says.
    spans: &'static [Span],
) -> impl IntoView {
    let site = use_site();
    let place = |name: &str| if name.is_empty() { String::new() } else { ["#", name].concat() };
    let (href, rel) = match target {
        Target::Address(href) => (href.as_str().to_owned(), Some("noreferrer")),
        Target::Level(level, name) => (site.href(&Route::Level(level.clone())) + &place(name), None),
        Target::Page(page, name) => (site.owners_page_href(page) + &place(name), None),
    };
    view! { <a href=href rel=rel><Spans spans/></a> }
}

/// A picture. One that does not fit is made smaller, in the same shape.
#[component]
fn PictureView(
    /// The file that the page names.
    file: &'static str,
    /// What it shows.
    description: &'static str,
) -> impl IntoView {
    let pictures: &'static Pictures = expect_context();
    pictures.get(file).map(|Picture { src, width, height }| {
        view! { <img src=src.as_str() alt=description width=*width height=*height/> }
    })
}
